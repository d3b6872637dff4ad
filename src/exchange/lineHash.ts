import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 over lines, each with one line feed after it, whatever ended it in the file. */
export interface LineHash {
  add: (line: string) => void;
  /** 64 hex digits; nothing can be added afterwards. */
  digest: () => Promise<string>;
}

/** Where bytes go on their way to the hash. */
interface ByteHash {
  /** The bytes are taken at once: the caller may write over them afterwards. */
  add: (bytes: Uint8Array) => void;
  digest: () => Promise<Uint8Array>;
}

/** Characters that are gathered before they are hashed: line by line the encoding costs more than the hash. */
const GATHERED = 32_768;
/** A UTF-16 unit is at most three bytes of UTF-8. */
const BYTES_A_UNIT = 3;
/** Bytes that are kept for the browser's own hash, ten times as fast, which wants all of them at once. */
const KEPT = 96 * 1024 * 1024;

/**
 * Begins a hash. `expected`: about how many bytes there will be, where that is known; `kept`: how many may wait for the
 * browser's own hash. What is longer is hashed on the way.
 */
export function createLineHash(expected = 0, kept = KEPT): LineHash {
  // A page that was not opened over https has no such hash.
  const hash = typeof globalThis.crypto?.subtle === 'undefined' ? hashOnTheWay() : hashAtTheEnd(expected, kept);
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(GATHERED * BYTES_A_UNIT);
  let gathered = '';
  const flush = () => {
    hash.add(gathered.length <= GATHERED ? encodedInto(gathered) : encoder.encode(gathered));
    gathered = '';
  };
  const encodedInto = (text: string) => buffer.subarray(0, encoder.encodeInto(text, buffer).written);
  return {
    add: (line) => {
      // The buffer is never cut inside of a character: lines are gathered whole.
      if (gathered.length + line.length >= GATHERED) flush();
      gathered += `${line}\n`;
    },
    digest: async () => {
      flush();
      return bytesToHex(await hash.digest());
    },
  };
}

function hashOnTheWay(): ByteHash {
  const hash = sha256.create();
  return { add: (bytes) => void hash.update(bytes), digest: () => Promise.resolve(hash.digest()) };
}

/** Keeps the bytes for the browser's hash; more than `kept` would cost a tablet its memory and go the slow way. */
function hashAtTheEnd(expected: number, kept: number): ByteHash {
  let bytes = new Uint8Array(Math.min(expected, kept));
  let size = 0;
  let slow: ByteHash | null = null;
  return {
    add: (more) => {
      const needed = size + more.length;
      if (!slow && needed > kept) {
        slow = hashOnTheWay();
        slow.add(bytes.subarray(0, size));
        bytes = new Uint8Array(0);
      }
      if (slow) return slow.add(more);
      if (needed > bytes.length) {
        const before = bytes;
        bytes = new Uint8Array(Math.min(kept, Math.max(needed, before.length * 2)));
        bytes.set(before);
      }
      bytes.set(more, size);
      size = needed;
    },
    digest: async () =>
      slow ? slow.digest() : new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.subarray(0, size))),
  };
}
