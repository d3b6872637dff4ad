import type { Id } from '../domain/ids.ts';
import type { Instant } from '../domain/date.ts';
import type { Random } from './random.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** An id in the form of a UUIDv7 whose time is `at` and whose other bits come from the seed. */
export function sampleId(random: Random, at: Instant): Id {
  const time = Math.floor(at).toString(16).padStart(12, '0').slice(-12);
  const a = Math.floor(random.next() * 0x1_0000_0000);
  const b = Math.floor(random.next() * 0x1_0000_0000);
  const c = Math.floor(random.next() * 0x1_0000_0000);
  const hex = (value: number, shift: number) => HEX[(value >>> shift) & 255] ?? '';
  const version = `7${((a >>> 8) & 0xfff).toString(16).padStart(3, '0')}`;
  const variant = `${HEX[0x80 | (a & 0x3f)] ?? ''}${hex(b, 0)}`;
  const node = hex(b, 8) + hex(b, 16) + hex(b, 24) + hex(c, 0) + hex(c, 8) + hex(c, 16);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`;
}
