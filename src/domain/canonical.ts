import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * JSON with sorted keys and without undefined values: equal content gives equal text on every device.
 * Throws a TypeError on what JSON cannot hold (NaN, infinities, functions, dates, maps, typed arrays), since such a value must
 * never be hashed or stored.
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonicalJson: a number must be finite');
    return JSON.stringify(value);
  }
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonicalJson(item ?? null)).join(',')}]`;
  // By tag, not by prototype: a clone from another realm is as good as ours.
  if (typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]') {
    const object = value as Record<string, unknown>;
    const parts = Object.keys(object)
      .filter((key) => object[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`);
    return `{${parts.join(',')}}`;
  }
  throw new TypeError(`canonicalJson: ${typeof value} cannot be stored`);
}

/** SHA-256 of the canonical JSON, 64 hex digits. Synchronous, so that it can be computed before a short transaction. */
export function contentHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}
