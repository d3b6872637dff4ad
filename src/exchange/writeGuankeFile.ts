import { createPace } from '../domain/pace.ts';
import { toBase64 } from '../domain/base64.ts';
import { createLineHash } from './lineHash.ts';
import type { FileBlob, FileLine, FileManifest, FileOptions } from './types.ts';

type Many<T> = Iterable<T> | AsyncIterable<T>;

/** Bytes of a blob in one line: short enough that no frame is blocked by it; a multiple of 3. */
const BYTES_A_LINE = 393_216;
/** Characters that are gathered before they become a part of the file. */
const GATHERED = 1_048_576;
/** Characters that are packed in one stretch. */
const PACKED_AT_ONCE = 131_072;

/** How a file is written. `total`: lines of content, to tell the share that is done. */
export interface WriteOptions extends FileOptions {
  compress?: boolean;
  total?: number;
}

/**
 * Writes a Guanke file: the manifest, one line a record exactly as it is stored, blobs cut into lines, and the end with
 * counts and hash. Packed (gzip) when asked for and the browser can. Yields while it works; an aborted signal rejects
 * with the signal's reason (an `AbortError`).
 */
export async function writeGuankeFile(
  manifest: FileManifest,
  records: Many<FileLine>,
  blobs: Many<FileBlob> = [],
  { compress = false, total = 0, signal, onprogress }: WriteOptions = {},
): Promise<Blob> {
  const pace = createPace();
  const hash = createLineHash();
  const sink = createSink(compress);
  const put = async (value: object): Promise<void> => {
    const text = JSON.stringify(value);
    hash.add(text);
    const added = sink.add(`${text}\n`);
    if (added) await added;
    const wait = pace();
    if (!wait) return;
    await wait;
    signal?.throwIfAborted();
    onprogress?.({ share: total > 0 ? Math.min(1, lines / total) : null, records: lines });
  };
  let lines = 0;
  let kept = 0;
  signal?.throwIfAborted();
  await put(inOrder(manifest));
  for await (const record of records) {
    await put(record);
    lines += 1;
  }
  for await (const blob of blobs) {
    kept += 1;
    for (let at = 0; at === 0 || at < blob.bytes.length; at += BYTES_A_LINE) {
      const data = toBase64(blob.bytes.subarray(at, at + BYTES_A_LINE));
      await put({ blob: blob.id, type: blob.type, data });
    }
  }
  const end = { end: true, records: lines, blobs: kept, hash: await hash.digest() };
  await sink.add(`${JSON.stringify(end)}\n`);
  onprogress?.({ share: 1, records: lines });
  return sink.close();
}

/** The manifest with its format first: by that every file is known. */
function inOrder({ guanke, type, ...rest }: FileManifest): FileManifest {
  return { guanke, type, ...rest };
}

/** Where the text of a file goes. */
interface Sink {
  /** A promise only where it has to be waited for. */
  add: (text: string) => Promise<void> | undefined;
  close: () => Promise<Blob>;
}

/** Gathers text into a blob, packed as it comes or not at all. */
function createSink(compress: boolean): Sink {
  if (compress && typeof CompressionStream !== 'undefined') return packedSink();
  const parts: Blob[] = [];
  let gathered = '';
  const flush = () => {
    // Text in a blob leaves the memory of the page.
    parts.push(new Blob([gathered]));
    gathered = '';
  };
  return {
    add: (text) => {
      gathered += text;
      if (gathered.length > GATHERED) flush();
      return undefined;
    },
    close: () => {
      flush();
      return Promise.resolve(new Blob(parts, { type: 'text/plain;charset=utf-8' }));
    },
  };
}

function packedSink(): Sink {
  const { readable, writable } = new CompressionStream('gzip');
  const writer = writable.getWriter();
  const packed = gathersAll(readable);
  // A failure of the packing comes out where the file is closed.
  packed.catch(() => undefined);
  const encoder = new TextEncoder();
  let gathered = '';
  const flush = async () => {
    const text = gathered;
    gathered = '';
    // In small pieces, since each is packed without a break.
    await writer.ready;
    await writer.write(encoder.encode(text));
  };
  return {
    add: (text) => {
      gathered += text;
      return gathered.length > PACKED_AT_ONCE ? flush() : undefined;
    },
    close: async () => {
      await flush();
      await writer.close();
      return new Blob(await packed, { type: 'application/gzip' });
    },
  };
}

/** The pieces of a stream. */
async function gathersAll(readable: ReadableStream<Uint8Array>): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
}
