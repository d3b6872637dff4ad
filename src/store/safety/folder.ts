/** One file of the journal, open for writing. */
export interface JournalFile {
  /** Bytes written so far. */
  readonly size: number;
  /** Writes at the end: all of it, or nothing and an error. */
  append: (text: string) => Promise<void>;
  /** Asks the disk to have it. */
  flush: () => Promise<void>;
  /** The last bytes as text. */
  tail: (bytes: number) => Promise<string>;
  close: () => Promise<void>;
}

/** Where the journal of one database lies: a file a generation. */
export interface JournalFolder {
  /** Generations that are there, the oldest first. */
  list: () => Promise<number[]>;
  open: (generation: number) => Promise<JournalFile>;
  /** The end of a generation that is not open. */
  peek: (generation: number, bytes: number) => Promise<string>;
  remove: (generation: number) => Promise<void>;
}

/** The folder of all safety copies in the origin's private file system. */
export const SAFETY_FOLDER = 'guanke-safety';

const ENDING = '.ndjson';
/** Bytes that must be left for the records themselves: the copy never takes the last of the room. */
const LEAST_ROOM = 32 * 1024 * 1024;

/** What a file is called; null for one that is none of ours. */
export function generationOf(name: string): number | null {
  const digits = name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : '';
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

function nameOf(generation: number): string {
  return `${String(generation).padStart(8, '0')}${ENDING}`;
}

/** What a worker is given for synchronous writing; older browsers answer with promises. */
interface SyncHandle {
  getSize: () => number | Promise<number>;
  read: (buffer: Uint8Array, options: { at: number }) => number;
  write: (buffer: Uint8Array, options: { at: number }) => number;
  truncate: (size: number) => void | Promise<void>;
  flush: () => void | Promise<void>;
  close: () => void | Promise<void>;
}

/** Whether this browser has a private file system; what is written in it is seen when it is tried. */
export function hasPrivateFiles(): boolean {
  return typeof globalThis.navigator?.storage?.getDirectory === 'function';
}

/**
 * Whether the copy leaves the records their room. Safari before 17 has private files and does not say how much is left: there the write
 * itself finds out.
 */
export async function hasRoom(storage: Partial<Pick<StorageManager, 'estimate'>>): Promise<boolean> {
  const { quota, usage } = (await storage.estimate?.().catch(() => null)) ?? {};
  return quota === undefined || usage === undefined || quota - usage >= LEAST_ROOM;
}

/**
 * The root of the private files; rejects with a `SecurityError` where this window has none. A private window of Safari has the function
 * and calls what it cannot do there an unknown error.
 */
export async function privateRoot(storage: Pick<StorageManager, 'getDirectory'>): Promise<FileSystemDirectoryHandle> {
  return storage.getDirectory().catch((error: unknown) => {
    throw new DOMException(String(error), 'SecurityError');
  });
}

/**
 * The folder of a database's journal, made where it is missing; works in a worker only. `node`: the clock of the database. Opening a
 * file rejects with a `QuotaExceededError` where hardly any room is left.
 */
export async function openFolder(node: string): Promise<JournalFolder> {
  const root = await privateRoot(navigator.storage);
  const all = await root.getDirectoryHandle(SAFETY_FOLDER, { create: true });
  const folder = await all.getDirectoryHandle(node, { create: true });
  return {
    list: async () => {
      const found: number[] = [];
      for await (const name of (folder as unknown as { keys: () => AsyncIterable<string> }).keys()) {
        const generation = generationOf(name);
        if (generation !== null) found.push(generation);
      }
      return found.sort((a, b) => a - b);
    },
    open: async (generation) => {
      if (!(await hasRoom(navigator.storage)))
        throw new DOMException('too little room is left beside the records', 'QuotaExceededError');
      return openFile(await folder.getFileHandle(nameOf(generation), { create: true }));
    },
    peek: async (generation, bytes) => {
      const file = await (await folder.getFileHandle(nameOf(generation))).getFile();
      return file.slice(Math.max(0, file.size - bytes)).text();
    },
    remove: (generation) => folder.removeEntry(nameOf(generation)),
  };
}

/** Whether this is the error of a window without private files (private browsing), or of a browser that cannot write in them. */
export function isMissing(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof DOMException && ['SecurityError', 'NotSupportedError'].includes(error.name);
}

async function openFile(file: FileSystemFileHandle): Promise<JournalFile> {
  const withSync = file as unknown as { createSyncAccessHandle: () => Promise<SyncHandle> };
  const handle = await withSync.createSyncAccessHandle();
  const encoder = new TextEncoder();
  let size = await handle.getSize();
  return {
    get size() {
      return size;
    },
    append: async (text) => {
      const bytes = encoder.encode(text);
      try {
        for (let done = 0; done < bytes.length;) {
          const written = handle.write(bytes.subarray(done), { at: size + done });
          if (written <= 0) throw new DOMException('nothing was written', 'QuotaExceededError');
          done += written;
        }
      } catch (error) {
        await handle.truncate(size);
        throw error;
      }
      size += bytes.length;
    },
    flush: async () => handle.flush(),
    tail: async (length) => {
      const bytes = new Uint8Array(Math.min(length, size));
      handle.read(bytes, { at: size - bytes.length });
      return new TextDecoder().decode(bytes);
    },
    close: async () => handle.close(),
  };
}
