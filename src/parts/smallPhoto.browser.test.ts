import { describe, expect, it } from 'vitest';
import { LONGEST, smallPhoto, smallSize } from './smallPhoto.ts';

async function picture(width: number, height: number, type = 'image/png'): Promise<Blob> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), type));
}

describe('smallSize', () => {
  it.each([
    [4000, 3000, 1600, 1200],
    [3000, 4000, 1200, 1600],
    [800, 600, 800, 600],
    [10_000, 1, 1600, 1],
  ])('of %i × %i is %i × %i', (width, height, w, h) => {
    expect(smallSize(width, height)).toEqual({ width: w, height: h });
  });
});

describe('smallPhoto', () => {
  it('is a JPEG whose longest side is not above the limit', async () => {
    const photo = (await smallPhoto(await picture(3200, 800)))!;
    expect(photo.type).toBe('image/jpeg');
    const bitmap = await createImageBitmap(new Blob([photo.bytes as Uint8Array<ArrayBuffer>], { type: photo.type }));
    expect([bitmap.width, bitmap.height]).toEqual([LONGEST, 400]);
  });

  it('shows what was transparent as white', async () => {
    const photo = (await smallPhoto(await picture(8, 8)))!;
    const bitmap = await createImageBitmap(new Blob([photo.bytes as Uint8Array<ArrayBuffer>], { type: photo.type }));
    const context = new OffscreenCanvas(8, 8).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    expect([...context.getImageData(4, 4, 1, 1).data]).toEqual([255, 255, 255, 255]);
  });

  it('is nothing of a file that is no picture', async () => {
    expect(await smallPhoto(new Blob(['{"guanke":1}'], { type: 'image/png' }))).toBeNull();
  });
});
