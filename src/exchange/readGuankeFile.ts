import type { DraftEntry } from '../domain/draft.ts';
import { FILE_FORMAT, FILE_TYPES, type FileDraft, type FileManifest, type Incoming } from '../domain/guanke-file.ts';
import { parseRecord } from '../domain/door.ts';
import { createPace } from '../domain/pace.ts';
import { fromBase64 } from '../domain/base64.ts';
import { FILE_LIMIT, sizeOfText, textOf, type ReadSoFar } from './bytes.ts';
import { createLineHash, type LineHash } from './lineHash.ts';
import { fileLines, FileRefusal } from './lines.ts';
import type { FileOptions, FileResult } from './types.ts';

/** What is known while a file is read. */
interface Reading {
  incoming: Incoming & { opaque: Set<string> };
  hash: LineHash;
  blobs: Map<string, { type: string; parts: Uint8Array[] }>;
  /** Lines of content so far: records, drafts and entries. */
  lines: number;
}

/**
 * The one door for files and pasted text. Known by content, never by name; a byte order mark, foreign line ends and a
 * person's words around pasted text are passed over. Nothing of a file that is not whole comes through: refuses
 * `file-empty`, `file-foreign` (from the first bytes), `file-newer`, `file-truncated`, `file-damaged` (with the line),
 * `file-too-large` and, when the signal aborts, `cancelled`. Single records that cannot be read are listed in `bad`.
 */
export async function readGuankeFile(
  source: Blob | string,
  options: FileOptions = {},
): Promise<FileResult<{ incoming: Incoming }>> {
  try {
    return { ok: true, incoming: await readLines(source, options) };
  } catch (error) {
    if (error instanceof FileRefusal) return error.failure;
    // The browser no longer reads the file: it was moved or the card was pulled out.
    if (error instanceof DOMException) return { ok: false, reason: 'file-truncated', details: {} };
    throw error;
  }
}

async function readLines(source: Blob | string, { signal, onprogress }: FileOptions): Promise<Incoming> {
  const size = typeof source === 'string' ? source.length : source.size;
  const soFar: ReadSoFar = { source: 0, text: 0 };
  const pace = createPace();
  let reading: Reading | null = null;
  let last = 0;
  for await (const { line, text } of fileLines(textOf(source, soFar))) {
    last = line;
    const value = parseLine(text, line);
    if (reading === null) {
      const manifest = manifestFrom(value);
      refuseTooLarge(manifest, Math.max(size, soFar.text));
      reading = begin(manifest, await sizeOfText(source));
    } else if (value['end'] === true) {
      await checkEnd(reading, value, line);
      onprogress?.({ share: 1, records: reading.lines });
      return finish(reading);
    } else takeLine(reading, value, line);
    reading.hash.add(text);
    const wait = pace();
    if (!wait) continue;
    await wait;
    if (signal?.aborted) throw new FileRefusal('cancelled');
    refuseTooLarge(reading.incoming.manifest, soFar.text);
    onprogress?.({ share: size > 0 ? soFar.source / size : null, records: reading.lines });
  }
  throw new FileRefusal('file-truncated', { line: last });
}

/** A line that is no JSON is damage, or, as the last one of the file, its torn end: the caller cannot tell yet. */
function parseLine(text: string, line: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    if (!text.endsWith('}')) throw new FileRefusal('file-truncated', { line });
  }
  throw new FileRefusal('file-damaged', { line });
}

function manifestFrom(value: Record<string, unknown>): FileManifest {
  if (typeof value['guanke'] !== 'number') throw new FileRefusal('file-foreign');
  if (value['guanke'] > FILE_FORMAT) throw new FileRefusal('file-newer', { format: value['guanke'] });
  const manifest = value as unknown as FileManifest;
  const { type, school, by } = manifest;
  const named = (part: unknown, key: string) => typeof (part as Record<string, unknown> | null)?.[key] === 'string';
  if (!FILE_TYPES.includes(type) || !named(school, 'id') || !named(school, 'name')) {
    throw new FileRefusal('file-damaged', { line: 1 });
  }
  if (!named(by, 'person') || !named(by, 'name') || !named(manifest, 'made')) {
    throw new FileRefusal('file-damaged', { line: 1 });
  }
  return manifest;
}

function refuseTooLarge({ type }: FileManifest, size: number): void {
  const limit = FILE_LIMIT / 1024 / 1024;
  if (type !== 'backup' && size > FILE_LIMIT) throw new FileRefusal('file-too-large', { limit });
}

function begin(manifest: FileManifest, expected: number): Reading {
  const incoming = { manifest, records: [], opaque: new Set<string>(), drafts: [], entries: [], blobs: [], bad: [] };
  return { incoming, hash: createLineHash(expected), blobs: new Map(), lines: 0 };
}

function takeLine(reading: Reading, value: Record<string, unknown>, line: number): void {
  const { incoming } = reading;
  if (typeof value['blob'] === 'string' && typeof value['data'] === 'string') {
    const bytes = fromBase64(value['data']);
    if (!bytes) throw new FileRefusal('file-damaged', { line });
    const known = reading.blobs.get(value['blob']);
    if (known) known.parts.push(bytes);
    else reading.blobs.set(value['blob'], { type: String(value['type'] ?? ''), parts: [bytes] });
    return;
  }
  reading.lines += 1;
  const { draft, entry } = value;
  if (draft !== undefined || entry !== undefined) {
    // Only a backup is everything of a device; what somebody hands on never brings drafts.
    if (incoming.manifest.type !== 'backup') return;
    if (isDraft(draft)) incoming.drafts.push(draft);
    else if (isEntry(entry)) incoming.entries.push(entry);
    else incoming.bad.push({ line, id: '', kind: 'draft', field: '', problem: 'invalid_type' });
    return;
  }
  const parsed = parseRecord(value);
  if (parsed.ok) {
    incoming.records.push(parsed.record);
    if (parsed.opaque) incoming.opaque.add(parsed.record.id);
  } else incoming.bad.push({ line, ...parsed.details });
}

function isDraft(value: unknown): value is FileDraft {
  const draft = value as Partial<FileDraft> | null | undefined;
  return typeof draft?.id === 'string' && typeof draft.author === 'string' && typeof draft.changedAt === 'number';
}

function isEntry(value: unknown): value is DraftEntry {
  const entry = value as Partial<DraftEntry> | null | undefined;
  const known = typeof entry?.id === 'string' && typeof entry.draftId === 'string';
  return known && typeof entry.type === 'string' && typeof entry.at === 'number';
}

/** The end says how much there was before it, and its hash; only then is anything believed. */
async function checkEnd(reading: Reading, end: Record<string, unknown>, line: number): Promise<void> {
  if (Number(end['records']) > reading.lines || Number(end['blobs']) > reading.blobs.size) {
    throw new FileRefusal('file-truncated', { line });
  }
  if (end['hash'] !== (await reading.hash.digest())) throw new FileRefusal('file-damaged', { line });
}

function finish({ incoming, blobs }: Reading): Incoming {
  for (const [id, { type, parts }] of blobs) {
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    incoming.blobs.push({ id, type, bytes });
  }
  return incoming;
}
