import { beforeEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import FileDrop from './FileDrop.svelte';

const GUANKE = '{"guanke":1,"type":"share"}';
const onfiles = vi.fn<(files: File[]) => void>();
const ontext = vi.fn<(text: string) => void>();
const overlay = page.getByText('Drop to open');

/** What a file manager hands over. */
function carrying(...files: File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}
const aFile = (name = 'lesson.guanke.txt') => new File([GUANKE], name, { type: 'text/plain' });

/** Dispatches a drag over the page; answers whether the app took it from the browser. */
function drag(
  type: 'dragover' | 'dragleave' | 'drop',
  dataTransfer: DataTransfer,
  on: Element = document.body,
): boolean {
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
  on.dispatchEvent(event);
  return event.defaultPrevented;
}
/** Ctrl+V. */
function paste(clipboardData: DataTransfer, on: Element = document.body): boolean {
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  on.dispatchEvent(event);
  return event.defaultPrevented;
}
function text(words: string): DataTransfer {
  const transfer = new DataTransfer();
  transfer.setData('text/plain', words);
  return transfer;
}
const names = () => onfiles.mock.lastCall?.[0].map((file) => file.name);

beforeEach(() => {
  onfiles.mockClear();
  ontext.mockClear();
});

describe('dragging', () => {
  it('shows while files are over the page that they can be let go, and takes every one that is dropped', async () => {
    await render(FileDrop, { onfiles, ontext });
    const files = carrying(aFile('a.txt'), aFile('b'));
    expect(drag('dragover', files)).toBe(true);
    expect(files.dropEffect === 'copy' || files.dropEffect === 'none').toBe(true);
    await expect.element(overlay).toBeVisible();
    expect(drag('drop', files)).toBe(true);
    await expect.element(overlay).not.toBeInTheDocument();
    expect(names()).toEqual(['a.txt', 'b']);
    expect(await onfiles.mock.lastCall?.[0][0]?.text()).toBe(GUANKE);
  });

  it('takes the sign away when the files leave the window', async () => {
    await render(FileDrop, { onfiles, ontext });
    drag('dragover', carrying(aFile()));
    await expect.element(overlay).toBeVisible();
    drag('dragleave', carrying(aFile()));
    await expect.element(overlay).not.toBeInTheDocument();
    expect(onfiles).not.toHaveBeenCalled();
  });

  it('leaves a dragged word to the page', async () => {
    await render(FileDrop, { onfiles, ontext });
    expect(drag('dragover', text('a word'))).toBe(false);
    expect(drag('drop', text(GUANKE))).toBe(false);
    expect(onfiles).not.toHaveBeenCalled();
  });

  it('never lets a file that is dropped while it is busy make the browser leave the app', async () => {
    await render(FileDrop, { onfiles, ontext, disabled: true });
    expect(drag('dragover', carrying(aFile()))).toBe(true);
    await expect.element(overlay).not.toBeInTheDocument();
    expect(drag('drop', carrying(aFile()))).toBe(true);
    expect(onfiles).not.toHaveBeenCalled();
  });
});

describe('Ctrl+V', () => {
  it('takes files from the clipboard', async () => {
    await render(FileDrop, { onfiles, ontext });
    expect(paste(carrying(aFile('from the mail.txt')))).toBe(true);
    expect(names()).toEqual(['from the mail.txt']);
    expect(ontext).not.toHaveBeenCalled();
  });

  it('takes the text of a file, and leaves any other text to the browser', async () => {
    await render(FileDrop, { onfiles, ontext });
    expect(paste(text(GUANKE))).toBe(true);
    expect(ontext).toHaveBeenCalledExactlyOnceWith(GUANKE);
    expect(paste(text('a shopping list'))).toBe(false);
    expect(ontext).toHaveBeenCalledOnce();
  });

  it('leaves what is pasted into a field to the field', async () => {
    await render(FileDrop, { onfiles, ontext });
    const field = document.body.appendChild(document.createElement('textarea'));
    expect(paste(text(GUANKE), field)).toBe(false);
    expect(paste(carrying(aFile()), field)).toBe(false);
    field.remove();
    expect(onfiles).not.toHaveBeenCalled();
    expect(ontext).not.toHaveBeenCalled();
  });

  it('waits while something is under way', async () => {
    await render(FileDrop, { onfiles, ontext, disabled: true });
    expect(paste(text(GUANKE))).toBe(false);
    expect(ontext).not.toHaveBeenCalled();
  });
});
