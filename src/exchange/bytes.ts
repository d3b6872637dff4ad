import { FileRefusal } from './lines.ts';

/** The most that a school or share file holds; a backup may hold photos and is not limited but by `BACKUP_LIMIT`. */
export const FILE_LIMIT = 50 * 1024 * 1024;
/** A packed file that unpacks to more than this is none of ours. */
export const BACKUP_LIMIT = 2 * 1024 * 1024 * 1024;
/** Characters of a pasted text that are handed on at once. */
const PIECE = 262_144;

/** What has been read so far, in bytes of the source and of the text. */
export interface ReadSoFar {
  source: number;
  text: number;
}

/** About how many bytes of text a file holds: a packed one says so in its last four, modulo 2³². */
export async function sizeOfText(source: Blob | string): Promise<number> {
  if (typeof source === 'string') return source.length;
  if (!(await isPacked(source)) || source.size < 4) return source.size;
  return new DataView(await source.slice(-4).arrayBuffer()).getUint32(0, true);
}

/** Known by its first two bytes, never by its name. */
async function isPacked(source: Blob): Promise<boolean> {
  const head = new Uint8Array(await source.slice(0, 2).arrayBuffer());
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The text of a file in pieces, unpacked where it is packed. */
export async function* textOf(source: Blob | string, soFar: ReadSoFar): AsyncGenerator<string> {
  if (typeof source === 'string') {
    for (let at = 0; at < source.length; at += PIECE) {
      const piece = source.slice(at, at + PIECE);
      soFar.source += piece.length;
      soFar.text += piece.length;
      yield piece;
    }
    return;
  }
  const packed = await isPacked(source);
  const decoder = new TextDecoder();
  for await (const bytes of packed ? unpacked(source, soFar) : plain(source, soFar)) {
    soFar.text += bytes.length;
    if (soFar.text > BACKUP_LIMIT) throw new FileRefusal('file-too-large', { limit: BACKUP_LIMIT / 1024 / 1024 });
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

async function* plain(source: Blob, soFar: ReadSoFar): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += PIECE) {
    const bytes = new Uint8Array(await source.slice(at, at + PIECE).arrayBuffer());
    soFar.source += bytes.length;
    yield bytes;
  }
}

async function* unpacked(source: Blob, soFar: ReadSoFar): AsyncGenerator<Uint8Array> {
  if (typeof DecompressionStream === 'undefined') throw new FileRefusal('file-foreign');
  const counted = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      soFar.source += chunk.length;
      controller.enqueue(new Uint8Array(chunk));
    },
  });
  const reader = source.stream().pipeThrough(counted).pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        // The packing carries a checksum of its own: a cut or changed file ends here.
        throw new FileRefusal('file-truncated');
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
