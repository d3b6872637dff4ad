/** A file ready to leave, under the name that the receiver will see. */
export interface Outgoing {
  blob: Blob;
  /** With its ending. */
  name: string;
  title: string;
}

/** Starts a download. The browser says nothing about how it ends, so it counts as handed over once it began. */
export function save({ blob, name }: Outgoing): 'saved' {
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
