import type { FileBlob, FileLine, FileManifest } from '../../domain/guanke-file.ts';
import { FILE_FORMAT } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { createPace } from '../../domain/pace.ts';
import type { Person, Teacher } from '../../domain/people.ts';
import type { School } from '../../domain/school.ts';
import { decode } from '../codec.ts';
import type { BlobRow, DraftRow, MetaRow, RecordRow } from '../db.ts';
import type { DraftEntry } from '../../domain/draft.ts';
import { generationOf, hasPrivateFiles, SAFETY_FOLDER } from './folder.ts';
import { JournalRows, type SafeTable } from './journal.ts';

/** The safety copy of one database of this address, as it lies on the disk. */
export interface SafetyCopy {
  /** The clock of the database that it was made from. */
  node: string;
  /** Its files, the oldest first. */
  files: File[];
  bytes: number;
  /** When it was last written. */
  at: number;
}

/** What a safety copy holds, ready to be written as a backup. */
export interface SafetyContents {
  manifest: FileManifest;
  lines: FileLine[];
  blobs: FileBlob[];
  /** What the device keeps for itself: who used it, PINs, when the last backup was. */
  device: MetaRow[];
  /** False: the copy was being made for the first time, and something may be missing. */
  whole: boolean;
}

/** The folder of all copies; null where there is none, or where this browser has no private files. */
async function safetyFolder(): Promise<FileSystemDirectoryHandle | null> {
  if (!hasPrivateFiles()) return null;
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(SAFETY_FOLDER);
  } catch {
    return null;
  }
}

interface Entries {
  values: () => AsyncIterable<FileSystemDirectoryHandle | FileSystemFileHandle>;
}

/** All safety copies of this address, the newest first. Never throws: what cannot be read is not there. */
export async function safetyCopies(): Promise<SafetyCopy[]> {
  const folder = await safetyFolder();
  if (!folder) return [];
  const copies: SafetyCopy[] = [];
  for await (const each of (folder as unknown as Entries).values()) {
    const copy = each.kind === 'directory' ? await copyIn(each).catch(() => null) : null;
    if (copy) copies.push(copy);
  }
  return copies.sort((a, b) => b.at - a.at);
}

async function copyIn(folder: FileSystemDirectoryHandle): Promise<SafetyCopy | null> {
  const files: File[] = [];
  for await (const each of (folder as unknown as Entries).values()) {
    if (each.kind === 'file' && generationOf(each.name) !== null) files.push(await each.getFile());
  }
  if (files.length === 0) return null;
  files.sort((a, b) => Number(generationOf(a.name)) - Number(generationOf(b.name)));
  return {
    node: folder.name,
    files,
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    at: Math.max(...files.map((file) => file.lastModified)),
  };
}

/** Deletes a safety copy for good. */
export async function deleteSafetyCopy(node: string): Promise<void> {
  await (await safetyFolder())?.removeEntry(node, { recursive: true });
}

/**
 * Reads a safety copy; null when there is no school in it. A generation that was not finished lies over the last finished one.
 * `app` is the version of the app. `onprogress` is told the share done, 0–1.
 */
export async function readSafetyCopy(
  { files, bytes }: Pick<SafetyCopy, 'files' | 'bytes'>,
  app: string,
  onprogress: (share: number) => void = () => undefined,
): Promise<SafetyContents | null> {
  const rows = new JournalRows();
  const pace = createPace();
  let done = 0;
  for (const file of files) {
    for await (const { line, size } of linesOf(file)) {
      done += size;
      await rows.add(line);
      const wait = pace();
      if (!wait) continue;
      await wait;
      onprogress(bytes > 0 ? Math.min(1, done / bytes) : 1);
    }
  }
  return contentsOf(rows, app);
}

async function* linesOf(file: Blob): AsyncGenerator<{ line: string; size: number }> {
  const decoder = new TextDecoder();
  let rest = '';
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    rest += value ? decoder.decode(value, { stream: true }) : decoder.decode();
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield { line, size: line.length + 1 };
    if (done) break;
  }
  // Without its line feed the last line was torn by what ended the browser.
}

/** What rows of a journal come to; null when they hold no school and nobody who uses the device. */
export function contentsOf(rows: JournalRows, app: string): SafetyContents | null {
  const meta = new Map(rows.rows<MetaRow>('meta').map(({ key, value }) => [key, value]));
  const records = new Map(rows.rows<RecordRow>('records').map((row) => [row.id, decode(row.doc)]));
  const school = records.get(meta.get('school') as Id) as School | undefined;
  const person = records.get(meta.get('me') as Id) as Person | undefined;
  if (!school || !person) return null;
  const teacher = records.get(person.teacher) as Teacher | undefined;
  const held = (meta.get('held') as FileLine[] | undefined) ?? [];
  return {
    manifest: {
      guanke: FILE_FORMAT,
      type: 'backup',
      school: { id: school.id, name: school.name },
      made: new Date(rows.at).toISOString(),
      by: { person: person.id, name: teacher?.name ?? person.name },
      app,
    },
    lines: [
      ...DOCUMENTS.flatMap((table) =>
        rows.rows<Pick<RecordRow, 'doc'>>(table).map(({ doc }) => decode(doc) as FileLine),
      ),
      ...held,
      ...rows.rows<DraftRow>('drafts').map((draft): FileLine => ({ draft })),
      ...rows.rows<DraftEntry>('entries').map((entry): FileLine => ({ entry })),
    ],
    blobs: rows.rows<BlobRow>('blobs'),
    device: rows.rows<MetaRow>('meta').filter(({ key }) => DEVICE_KEYS.test(key)),
    whole: rows.whole,
  };
}

const DOCUMENTS: readonly SafeTable[] = ['records', 'lessons', 'sheets', 'workbooks'];
const DEVICE_KEYS = /^(people|lastBackup|pin:.*)$/;
