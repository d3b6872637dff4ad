/** How a file left this device; `cancelled`: the person closed the system's share sheet, nothing left. */
export type HandedOver = 'sent' | 'saved' | 'cancelled';

/** A file ready to leave, under the name that the receiver will see. */
export interface Outgoing {
  blob: Blob;
  /** With its ending. */
  name: string;
  title: string;
}

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

/** Starts a download. The browser says nothing about how it ends, so it counts as handed over once it began. */
export function save({ blob, name }: Outgoing): HandedOver {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the address only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return 'saved';
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

/** A name that every system takes as a file's: no separators, no reserved marks, not too long. */
export function fileName(parts: readonly string[], ending: string): string {
  const name = parts
    .map((part) =>
      part
        .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
        .replaceAll(/\s+/gu, ' ')
        .trim(),
    )
    .filter(Boolean)
    .join(' ')
    .slice(0, 80)
    .trim();
  return name + ending;
}
