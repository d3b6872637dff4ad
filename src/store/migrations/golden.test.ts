import 'fake-indexeddb/auto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aRubric } from '../../../tests/builders/index.ts';
import { openSchool, someDefaults } from '../../../tests/builders/store.ts';
import { useDeterministicIds } from '../../../tests/builders/ids.ts';
import { fieldEntry, saveEntry, startDraft } from '../commands/drafts.ts';
import { finishObservation } from '../commands/finish.ts';
import type { GuankeDb } from '../db.ts';
import { identityOf } from '../identity.ts';
import { checkProjections } from '../projections.ts';
import { headersPage } from '../queries/lessons.ts';
import { roster } from '../queries/teachers.ts';
import { rubricById } from '../rubrics.ts';
import { closeStore, openStore } from '../store.ts';
import { MIGRATIONS, STORE_VERSION } from './index.ts';

/** A database as a version of the app left it: its layout and every row. */
interface Golden {
  version: number;
  tables: {
    name: string;
    keyPath: string | string[];
    indexes: { name: string; keyPath: string | string[] }[];
    rows: object[];
  }[];
}

const rubric = aRubric();
const pathOf = (version: number) => new URL(`../../../tests/fixtures/history/store-v${version}.json`, import.meta.url);

/** Typed arrays have no JSON; they are written as `{float32: […]}` with null for NaN. */
function toJson(_key: string, value: unknown): unknown {
  return value instanceof Float32Array ? { float32: [...value].map((n) => (Number.isNaN(n) ? null : n)) } : value;
}
function fromJson(_key: string, value: unknown): unknown {
  const list = (value as { float32?: (number | null)[] } | null)?.float32;
  return Array.isArray(list) ? Float32Array.from(list, (n) => n ?? NaN) : value;
}

async function dump(db: GuankeDb): Promise<Golden> {
  const native = db.backendDB();
  const tables = await Promise.all(
    db.tables.map(async (table) => {
      const store = native.transaction(table.name).objectStore(table.name);
      const indexes = [...store.indexNames].map((name) => ({
        name,
        keyPath: store.index(name).keyPath as string | string[],
      }));
      return {
        name: table.name,
        keyPath: store.keyPath as string | string[],
        indexes,
        rows: (await table.toArray()) as object[],
      };
    }),
  );
  return { version: STORE_VERSION, tables };
}

/** Puts a golden database on the disk with nothing but IndexedDB, as that version of the app did. */
function restore(name: string, golden: Golden): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, golden.version * 10);
    request.onupgradeneeded = () => {
      for (const table of golden.tables) {
        const store = request.result.createObjectStore(table.name, { keyPath: table.keyPath });
        for (const index of table.indexes) store.createIndex(index.name, index.keyPath);
        for (const row of table.rows) store.put(row);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error('restore failed'));
  });
}

/** Written once for a new version: GUANKE_WRITE_GOLDEN=1 npx vitest run --project node src/store/migrations. */
async function writeGolden(version: number): Promise<void> {
  useDeterministicIds();
  const school = await openSchool([rubric]);
  const lin = (await roster(school.store))[1]?.id;
  for (const sealed of [true, false]) {
    const draft = await startDraft(school.store, school.me, { date: '2025-10-15' });
    if (!draft.ok) throw new Error(draft.reason);
    for (const [name, value] of Object.entries({
      teacher: lin,
      rubric: rubric.id,
      period: 3,
      topic: '分数 Fractions',
    })) {
      await saveEntry(school.store, fieldEntry(draft.id, name as 'topic', value, school.store.now()));
    }
    const at = school.store.now();
    await saveEntry(school.store, {
      draftId: draft.id,
      id: 'score:goal.1/0',
      at,
      type: 'score',
      key: 'goal.1/0',
      value: 4,
    });
    await saveEntry(school.store, {
      draftId: draft.id,
      id: 'note-1',
      at,
      type: 'note',
      t: 61_000,
      text: 'Waits 6 seconds',
      indicators: ['goal.1'],
      share: null,
      deleted: false,
    });
    if (sealed) await finishObservation(school.store, draft.id, someDefaults(), { gapsConfirmed: true });
  }
  writeFileSync(pathOf(version), `${JSON.stringify(await dump(school.store.db), toJson, 1)}\n`);
  await school.close();
}

test.runIf(process.env['GUANKE_WRITE_GOLDEN'])('writes the golden database of the present version', async () => {
  await writeGolden(STORE_VERSION);
});

test('every migration has a golden database of its version', () => {
  for (const { version } of MIGRATIONS) expect(existsSync(pathOf(version)), `store-v${version}.json`).toBe(true);
});

test.each(MIGRATIONS.map(({ version }) => version))(
  'a database of version %i opens with everything in it',
  async (version) => {
    const golden = JSON.parse(readFileSync(pathOf(version), 'utf8'), fromJson) as Golden;
    const name = `golden-${version}`;
    await restore(name, golden);
    const opened = await openStore({ name, builtinRubric: async (id) => (id === rubric.id ? rubric : null) });
    if (!opened.ok) throw new Error(opened.reason);
    const { store } = opened;
    expect((await identityOf(store))?.school.name).toBe('Riverside Primary');
    expect(await roster(store)).toHaveLength(3);
    expect((await headersPage(store, {}, 10)).headers.map((header) => header.topic)).toEqual(['分数 Fractions']);
    expect(await store.db.drafts.count()).toBe(1);
    expect(await store.db.entries.filter((entry) => entry.type === 'note').count()).toBe(1);
    const report = await checkProjections(store, (id) => rubricById(store, id));
    expect(report).toEqual({ sheets: 1, headers: [], ratings: [], tallies: [] });
    closeStore(store);
  },
);
