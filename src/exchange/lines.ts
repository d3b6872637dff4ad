import type { FileFailure } from './types.ts';

/** How every file begins; what comes before it in a pasted text is a person's own words. */
export const BEGINNING = '{"guanke"';
/** Characters in which the beginning must be found, or the file is foreign. */
const SEARCHED = 65_536;
/** The longest line that is read: a blob is cut into lines far shorter than this. */
const LONGEST = 32 * 1024 * 1024;

/** A refusal thrown inside the reader, a value outside. */
export class FileRefusal extends Error {
  readonly failure: FileFailure;
  constructor(reason: FileFailure['reason'], details: FileFailure['details'] = {}) {
    super(reason);
    this.name = 'FileRefusal';
    this.failure = { ok: false, reason, details };
  }
}

/**
 * The lines of a file from the manifest on, without line ends, a byte order mark or outer spaces; empty lines are left out.
 * Numbers count the lines of the file itself. Refuses what is empty or foreign from its first characters.
 */
export async function* fileLines(texts: AsyncIterable<string>): AsyncGenerator<{ line: number; text: string }> {
  let rest = '';
  let begun = false;
  let line = 0;
  for await (const text of texts) {
    rest += text;
    if (!begun) {
      const at = beginningIn(rest);
      if (at === null) {
        if (rest.length > SEARCHED) throw new FileRefusal('file-foreign');
        continue;
      }
      line = rest.slice(0, at).split('\n').length - 1;
      rest = rest.slice(at);
      begun = true;
    }
    let from = 0;
    for (let end = rest.indexOf('\n', from); end >= 0; end = rest.indexOf('\n', from)) {
      line += 1;
      const one = rest.slice(from, end).trim();
      from = end + 1;
      if (one) yield { line, text: one };
    }
    rest = rest.slice(from);
    if (rest.length > LONGEST) throw new FileRefusal('file-damaged', { line: line + 1 });
  }
  if (!begun) throw new FileRefusal(rest.replace(/\uFEFF/g, '').trim() === '' ? 'file-empty' : 'file-foreign');
  if (rest.trim()) yield { line: line + 1, text: rest.trim() };
}

/** Where the manifest begins: at the start of a line, spaces and a byte order mark aside; null when not yet seen. */
function beginningIn(text: string): number | null {
  for (let at = text.indexOf(BEGINNING); at >= 0; at = text.indexOf(BEGINNING, at + 1)) {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    if (/^[\s\uFEFF]*$/.test(text.slice(start, at))) return at;
  }
  return null;
}
