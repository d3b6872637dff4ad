import { save, type Outgoing } from '../../parts/saveFile.ts';

/** How a file left this device; `cancelled`: the person closed the system's share sheet, nothing left. */
export type HandedOver = 'sent' | 'saved' | 'cancelled';

/** The file as the system's share sheet takes it here; null where there is no share sheet for files. */
export function shareable({ blob, name }: Outgoing): File | null {
  if (typeof navigator.canShare !== 'function' || typeof navigator.share !== 'function') return null;
  const file = new File([blob], name, { type: name.endsWith('.txt') ? 'text/plain' : 'application/octet-stream' });
  return navigator.canShare({ files: [file] }) ? file : null;
}

/**
 * Opens the system's share sheet; to be called from a tap. Where the sheet fails for another reason than a person closing it, the file
 * is saved instead.
 */
export async function send(outgoing: Outgoing): Promise<HandedOver> {
  const file = shareable(outgoing);
  if (!file) return save(outgoing);
  try {
    await navigator.share({ files: [file], title: outgoing.title });
    return 'sent';
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    return save(outgoing);
  }
}

/** Copies the file's text, to be pasted into a chat; false where the browser refuses. */
export async function copyText(blob: Blob): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(await blob.text());
    return true;
  } catch {
    return false;
  }
}
