import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 over lines, each with one line feed after it, whatever ended it in the file. */
export interface LineHash {
  add: (line: string) => void;
  /** 64 hex digits; nothing can be added afterwards. */
  digest: () => string;
}

/** Begins a hash. */
export function createLineHash(): LineHash {
  const hash = sha256.create();
  return {
    add: (line) => {
      hash.update(utf8ToBytes(`${line}\n`));
    },
    digest: () => bytesToHex(hash.digest()),
  };
}
