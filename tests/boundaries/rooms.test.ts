import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

/**
 * A small house with planted mistakes, linted with the project's own configuration. Each mistake is marked at the end
 * of its line with `expect <rule>`; anything reported elsewhere, or marked and not reported, fails.
 */
const HOUSE = join(import.meta.dirname, 'fixture');
const files = readdirSync(HOUSE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|svelte)$/.test(file));

const reported = new Map<string, string[]>();

beforeAll(async () => {
  const eslint = new ESLint({
    cwd: HOUSE,
    overrideConfigFile: join(import.meta.dirname, '../../eslint.config.js'),
    overrideConfig: { settings: { 'boundaries/root-path': HOUSE } },
  });
  for (const result of await eslint.lintFiles(['src'])) {
    const lines = result.messages.map((message) => `${message.line} ${message.ruleId ?? message.message}`);
    reported.set(result.filePath.slice(HOUSE.length + 1), [...new Set(lines)]);
  }
}, 60_000);

function planted(file: string): string[] {
  const lines = readFileSync(join(HOUSE, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const rule = /expect ([\w@/-]+)/.exec(line)?.[1];
    return rule ? [`${index + 1} ${rule}`] : [];
  });
}

describe('the lint rules of the rooms', () => {
  it.each(files)('report what is planted in %s and nothing else', (file) => {
    expect(reported.get(file)).toEqual(planted(file));
  });

  it('have mistakes planted for each rule that keeps the rooms apart', () => {
    const rules = new Set(files.flatMap(planted).map((line) => line.split(' ')[1]));
    expect([...rules].toSorted()).toEqual([
      '@typescript-eslint/no-floating-promises',
      'boundaries/dependencies',
      'boundaries/no-unknown-files',
      'guanke/no-raw-text',
      'guanke/no-static-style',
      'no-console',
      'no-restricted-imports',
      'no-restricted-syntax',
      'svelte/no-at-html-tags',
    ]);
  });
});
