import type { FileManifest, Incoming } from '../domain/guanke-file.ts';
import { readGuankeFile } from '../exchange/readGuankeFile.ts';
import type { FileFailure, FileProgress } from '../exchange/types.ts';
import { writeGuankeFile } from '../exchange/writeGuankeFile.ts';
import { everything } from '../store/queries/backup.ts';
import { closeStore, openStore } from '../store/store.ts';

/** What the page asks of this worker; one task a worker, ended by ending the worker. */
export type ToFileWorker =
  | { type: 'read'; source: Blob | string }
  | { type: 'backup'; database: string; manifest: FileManifest; compress: boolean };

/** Some of what a file holds; portions that the page takes without missing a frame. */
export type FilePortion = Pick<Incoming, 'records' | 'drafts' | 'entries' | 'blobs' | 'bad'>;

/** What the page hears from it. */
export type FromFileWorker =
  | { type: 'progress'; progress: FileProgress }
  | { type: 'portion'; portion: Partial<FilePortion> }
  | { type: 'read'; manifest: FileManifest; opaque: ReadonlySet<string> }
  | { type: 'refused'; failure: FileFailure }
  | { type: 'written'; blob: Blob }
  /** It cannot be done in a worker here: the page does it itself. */
  | { type: 'unable' };

/** Records handed over at once; a sheet is a few kilobytes. */
const PORTION = 40;
/** Milliseconds between two words about how far it is. */
const SELDOM = 100;

addEventListener('message', ({ data }: MessageEvent<ToFileWorker>) => {
  const work = data.type === 'read' ? read(data.source) : backup(data);
  work.catch(() => say({ type: 'unable' }));
});

async function read(source: Blob | string): Promise<void> {
  const result = await readGuankeFile(source, { onprogress: telling() });
  if (!result.ok) return say({ type: 'refused', failure: result });
  const { manifest, opaque, ...content } = result.incoming;
  for (const key of ['records', 'drafts', 'entries', 'bad'] as const) {
    const all: unknown[] = content[key];
    for (let at = 0; at < all.length; at += PORTION) {
      say({ type: 'portion', portion: { [key]: all.slice(at, at + PORTION) } });
    }
  }
  for (const blob of content.blobs) {
    postMessage({ type: 'portion', portion: { blobs: [blob] } } satisfies FromFileWorker, {
      transfer: [blob.bytes.buffer],
    });
  }
  say({ type: 'read', manifest, opaque });
}

async function backup({ database, manifest, compress }: Extract<ToFileWorker, { type: 'backup' }>): Promise<void> {
  const opened = await openStore({ name: database, builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) return say({ type: 'unable' });
  const { store } = opened;
  try {
    const { records, blobs, total } = await everything(store);
    say({
      type: 'written',
      blob: await writeGuankeFile(manifest, records, blobs, { compress, total, onprogress: telling() }),
    });
  } finally {
    closeStore(store);
  }
}

/** Tells how far it is, but not more often than anybody can see; the end always. */
function telling(): (progress: FileProgress) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.share !== 1 && now - last < SELDOM) return;
    last = now;
    say({ type: 'progress', progress });
  };
}

function say(message: FromFileWorker): void {
  postMessage(message);
}
