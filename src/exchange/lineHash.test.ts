import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { lawRuns } from '../../tests/builders/index.ts';
import { createLineHash } from './lineHash.ts';

function hashOf(lines: readonly string[], expected?: number, kept?: number): Promise<string> {
  const hash = createLineHash(expected, kept);
  for (const line of lines) hash.add(line);
  return hash.digest();
}
const plain = (lines: readonly string[]) =>
  createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''), 'utf8')
    .digest('hex');

describe('the hash of a file', () => {
  afterEach(() => vi.unstubAllGlobals());

  const lists = fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 300 });
  const sizes = fc.integer({ min: 0, max: 90_000 });

  test('is SHA-256 over the lines as UTF-8, however they are gathered', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (lines) => {
        expect(await hashOf(lines)).toBe(plain(lines));
      }),
      lawRuns(60),
    );
  });

  test('is the same where the text is longer than expected, or than what is kept for the hash of the browser', async () => {
    await fc.assert(
      fc.asyncProperty(lists, sizes, sizes, async (lines, expected, kept) => {
        expect(await hashOf(lines, expected, kept)).toBe(plain(lines));
      }),
      lawRuns(60),
    );
  });

  test('is the same in a page without a hash of the browser, one that was not opened over https', async () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    expect(crypto.subtle).toBeUndefined();
    const lines = ['a', '课'.repeat(70_000), 'z'];
    expect(await hashOf(lines)).toBe(plain(lines));
  });

  test.each([32_766, 32_767, 32_768, 32_769, 200_000])(
    'holds for lines of %i characters, three bytes each',
    async (length) => {
      const lines = ['a', '课'.repeat(length), '', 'b'.repeat(length - 1), '🎈'.repeat(length / 2), 'z'];
      expect(await hashOf(lines)).toBe(plain(lines));
    },
  );
});
