/** The longest side of a kept photo in pixels: enough for A4 and for reading a blackboard. */
export const LONGEST = 1600;
/** Share of the quality that a JPEG keeps: no visible loss on photos, about 300 KB at this size. */
const QUALITY = 0.82;

/** The size at which a picture is kept: never enlarged, its longest side at most `longest`. */
export function smallSize(width: number, height: number, longest = LONGEST): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A photo made small, upright and without what the camera wrote into it (place, device); null when the file is no picture that
 * this browser can read.
 */
export async function smallPhoto(file: Blob): Promise<{ type: string; bytes: Uint8Array } | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!bitmap) return null;
  const { width, height } = smallSize(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  // What is transparent would turn black in a JPEG.
  if (context) context.fillStyle = '#fff';
  context?.fillRect(0, 0, width, height);
  context?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return blob && context ? { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) } : null;
}
