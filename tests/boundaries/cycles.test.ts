import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

it('an import cycle through a component is reported, and nothing else is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanke-cycles-'));
  try {
    // The project's own rules; only the line that keeps the planted house out of the normal run is left away.
    const config = JSON.parse(readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8')) as object;
    const file = join(folder, 'oxlintrc.json');
    writeFileSync(file, JSON.stringify({ ...config, ignorePatterns: [] }));
    const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['-c', file, '--format', 'json', 'src'], {
      cwd: join(import.meta.dirname, 'fixture'),
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    const found = diagnostics.map(({ code, filename }) => `${code} ${filename}`).toSorted();
    expect(found).toEqual(['import(no-cycle) src/parts/Panel.svelte', 'import(no-cycle) src/parts/panel.ts']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
