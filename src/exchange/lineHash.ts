import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 over lines, each with one line feed after it, whatever ended it in the file. */
export interface LineHash {
  add: (line: string) => void;
  /** 64 hex digits; nothing can be added afterwards. */
  digest: () => string;
}

/** Characters that are gathered before they are hashed: line by line the encoding costs more than the hash. */
const GATHERED = 32_768;
/** A UTF-16 unit is at most three bytes of UTF-8. */
const BYTES_A_UNIT = 3;

/** Begins a hash. */
export function createLineHash(): LineHash {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(GATHERED * BYTES_A_UNIT);
  let gathered = '';
  const flush = () => {
    hash.update(gathered.length <= GATHERED ? encodedInto(gathered) : encoder.encode(gathered));
    gathered = '';
  };
  const encodedInto = (text: string) => buffer.subarray(0, encoder.encodeInto(text, buffer).written);
  return {
    add: (line) => {
      // The buffer is never cut inside of a character: lines are gathered whole.
      if (gathered.length + line.length >= GATHERED) flush();
      gathered += `${line}\n`;
    },
    digest: () => {
      flush();
      return bytesToHex(hash.digest());
    },
  };
}
