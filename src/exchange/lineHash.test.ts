import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../../tests/builders/index.ts';
import { createLineHash } from './lineHash.ts';

function hashOf(lines: readonly string[]): string {
  const hash = createLineHash();
  for (const line of lines) hash.add(line);
  return hash.digest();
}
const plain = (lines: readonly string[]) =>
  createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''), 'utf8')
    .digest('hex');

describe('the hash of a file', () => {
  test('is SHA-256 over the lines as UTF-8, however they are gathered', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 300 }), (lines) => {
        expect(hashOf(lines)).toBe(plain(lines));
      }),
      lawRuns(60),
    );
  });

  test.each([32_766, 32_767, 32_768, 32_769, 200_000])(
    'holds for lines of %i characters, three bytes each',
    (length) => {
      const lines = ['a', '课'.repeat(length), '', 'b'.repeat(length - 1), '🎈'.repeat(length / 2), 'z'];
      expect(hashOf(lines)).toBe(plain(lines));
    },
  );
});
