import { createPace } from '../domain/pace.ts';
import { toBase64 } from './base64.ts';
import { createLineHash } from './lineHash.ts';
import type { FileBlob, FileLine, FileManifest, FileOptions } from './types.ts';

type Many<T> = Iterable<T> | AsyncIterable<T>;

/** Bytes of a blob in one line: short enough that no frame is blocked by it; a multiple of 3. */
const BYTES_A_LINE = 393_216;
/** Characters that are gathered before they become a part of the file. */
const GATHERED = 1_048_576;

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
    await sink.add(`${text}\n`);
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
  await sink.add(`${JSON.stringify({ end: true, records: lines, blobs: kept, hash: hash.digest() })}\n`);
  onprogress?.({ share: 1, records: lines });
  return sink.close();
}

/** The manifest with its format first: by that every file is known. */
function inOrder({ guanke, type, ...rest }: FileManifest): FileManifest {
  return { guanke, type, ...rest };
}

/** Gathers text into a blob, packed or not. */
function createSink(compress: boolean): { add: (text: string) => Promise<void>; close: () => Promise<Blob> } {
  const parts: Blob[] = [];
  let gathered = '';
  const flush = () => {
    // Text in a blob leaves the memory of the page.
    parts.push(new Blob([gathered]));
    gathered = '';
  };
  return {
    add: async (text) => {
      gathered += text;
      if (gathered.length > GATHERED) flush();
    },
    close: async () => {
      flush();
      const plain = new Blob(parts, { type: 'text/plain;charset=utf-8' });
      if (!compress || typeof CompressionStream === 'undefined') return plain;
      const packed = await new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
      return new Blob([packed], { type: 'application/gzip' });
    },
  };
}
