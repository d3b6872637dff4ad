import type { FileManifest, Incoming } from '../../domain/guanke-file.ts';
import { readGuankeFile } from '../../exchange/readGuankeFile.ts';
import type { FileFailure, FileOptions, FileResult } from '../../exchange/types.ts';
import { writeGuankeFile } from '../../exchange/writeGuankeFile.ts';
import { everything } from '../../store/queries/backup.ts';
import type { Store } from '../../store/store.ts';
import type { FromFileWorker, ToFileWorker } from '../../workers/guankeFile.ts';

/** Bytes (or characters) up to which a file is read here: a worker would only begin to begin. */
const SMALL = 262_144;
const CANCELLED: FileFailure = { ok: false, reason: 'cancelled', details: {} };

/** Reads a file like `readGuankeFile`; a large one in a worker, so that the page stays alive on a slow tablet. */
export async function readFile(
  source: Blob | string,
  options: FileOptions = {},
): Promise<FileResult<{ incoming: Incoming }>> {
  const size = typeof source === 'string' ? source.length : source.size;
  if (size <= SMALL) return readGuankeFile(source, options);
  const content = { records: [], drafts: [], entries: [], blobs: [], bad: [] } as Pick<
    Incoming,
    'records' | 'drafts' | 'entries' | 'blobs' | 'bad'
  >;
  const last = await inWorker({ type: 'read', source }, options, ({ records, drafts, entries, blobs, bad }) => {
    if (records) content.records.push(...records);
    if (drafts) content.drafts.push(...drafts);
    if (entries) content.entries.push(...entries);
    if (blobs) content.blobs.push(...blobs);
    if (bad) content.bad.push(...bad);
  });
  if (last?.type === 'refused') return last.failure;
  if (last?.type === 'read') {
    return { ok: true, incoming: { manifest: last.manifest, opaque: last.opaque, ...content } };
  }
  return options.signal?.aborted ? CANCELLED : readGuankeFile(source, options);
}

/**
 * Everything of this device as a file; the worker reads the database itself. An aborted signal rejects with its reason, as
 * in `writeGuankeFile`.
 */
export async function writeBackup(
  store: Store,
  manifest: FileManifest,
  options: FileOptions & { compress: boolean },
): Promise<Blob> {
  const { compress } = options;
  const last = await inWorker({ type: 'backup', database: store.name, manifest, compress }, options);
  options.signal?.throwIfAborted();
  if (last?.type === 'written') return last.blob;
  const { records, blobs, total } = await everything(store);
  return writeGuankeFile(manifest, records, blobs, { ...options, total });
}

type Last = Extract<FromFileWorker, { type: 'read' | 'refused' | 'written' }>;
type Portion = Extract<FromFileWorker, { type: 'portion' }>['portion'];

/** One task in a worker of its own; null when it cannot be done there, or was cancelled. */
async function inWorker(
  task: ToFileWorker,
  { signal, onprogress }: FileOptions,
  onportion?: (portion: Portion) => void,
): Promise<Last | null> {
  if (typeof Worker === 'undefined' || signal?.aborted) return null;
  const worker = new Worker(new URL('../../workers/guankeFile.ts', import.meta.url), { type: 'module', name: 'file' });
  let cancel: () => void = () => undefined;
  const done = new Promise<Last | null>((resolve) => {
    cancel = () => resolve(null);
    signal?.addEventListener('abort', cancel);
    worker.onmessage = ({ data }: MessageEvent<FromFileWorker>) => {
      if (signal?.aborted) return;
      if (data.type === 'progress') onprogress?.(data.progress);
      else if (data.type === 'portion') onportion?.(data.portion);
      else resolve(data.type === 'unable' ? null : data);
    };
    worker.onerror = (event) => {
      // Its code could not be loaded, or the browser has no such workers: the page does it itself.
      event.preventDefault();
      resolve(null);
    };
    worker.postMessage(task);
  });
  try {
    return await done;
  } finally {
    worker.terminate();
    signal?.removeEventListener('abort', cancel);
  }
}
