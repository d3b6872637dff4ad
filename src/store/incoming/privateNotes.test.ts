import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestFrom, mustBe, opened, schoolFile, textOf } from '../../../tests/builders/devices.ts';
import { aRubric, lawMs, lawRuns } from '../../../tests/builders/index.ts';
import { openSchool, someDefaults } from '../../../tests/builders/store.ts';
import type { NoteEntry } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import type { ShareLevel } from '../../domain/sharing.ts';
import { sheetHash, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import { fieldEntry, reopenObservation, saveEntry, startDraft } from '../commands/drafts.ts';
import { finishObservation } from '../commands/finish.ts';
import { keepShares } from '../commands/share.ts';
import { shareRecords } from '../queries/give.ts';
import { roster } from '../queries/teachers.ts';

const rubric = aRubric();
const INDICATORS = ['goal.1', 'goal.2', 'process.1'];
let school: Awaited<ReturnType<typeof openSchool>>;
let zhou: Id;
let lin: Id;

beforeAll(async () => {
  school = await openSchool([rubric]);
  const people = await roster(school.store);
  [zhou, lin] = ['Zhou Jian', 'Lin Yue'].map((name) => people.find((teacher) => teacher.name === name)!.id) as [Id, Id];
});
afterAll(() => school.close());

/** A note as somebody may write one: linked or not, marked, kept private, or left as it is; perhaps deleted again. */
const note = fc.record({
  text: fc.string({ unit: 'grapheme', maxLength: 40 }),
  indicators: fc.subarray(INDICATORS, { maxLength: 2 }),
  share: fc.constantFrom(null, true, false),
});
const workbook = fc.record({
  notes: fc.array(note, { maxLength: 8 }),
  thrownAway: fc.array(note, { maxLength: 2 }),
  /** Written after the sheet was reopened, so that a second revision goes out. */
  later: fc.option(fc.array(note, { maxLength: 4 }), { nil: null }),
  unsent: fc.boolean(),
  scored: fc.subarray(INDICATORS),
  bonus: fc.boolean(),
});
type Written = typeof workbook extends fc.Arbitrary<infer W> ? W : never;
type Note = Written['notes'][number];

/** The rule in one line, said apart from the code under test. */
const goesOut = ({ share, indicators }: Note) => (share === null ? indicators.length > 0 : share);

let counter = 0;
/** Two words that stand nowhere else: one before the text, one after it. */
const marksOf = (place: string) => [`<<${place}-begin>>`, `<<${place}-end>>`] as const;

async function keep(
  draft: Id,
  notes: readonly Note[],
  deleted: boolean,
): Promise<{ secret: string[]; open: string[] }> {
  const secret: string[] = [];
  const open: string[] = [];
  for (const { text, indicators, share } of notes) {
    const [begin, end] = marksOf(`n${(counter += 1)}`);
    (deleted || !goesOut({ text, indicators, share }) ? secret : open).push(begin, end);
    const words = `${begin}${text}${end}`;
    const entry: NoteEntry & { draftId: Id; id: string; at: number } = {
      ...{ draftId: draft, id: `note-${counter}`, at: school.store.now(), type: 'note', t: counter * 1000 },
      ...{ text: words, indicators, share, deleted },
    };
    await saveEntry(school.store, entry);
  }
  return { secret, open };
}

async function observe(written: Written): Promise<{ sheet: Id; secret: string[]; open: string[] }> {
  const { store, me } = school;
  const { id } = mustBe(await startDraft(store, me, { date: '2025-10-15', teacher: lin, rubric: rubric.id }));
  const first = await keep(id, written.notes, false);
  const gone = await keep(id, written.thrownAway, true);
  const secret = [...first.secret, ...gone.secret];
  const open = [...first.open];
  for (const indicator of written.scored) {
    const key = `${indicator}/0`;
    await saveEntry(store, { draftId: id, id: `score:${key}`, at: store.now(), type: 'score', key, value: 3 });
  }
  if (written.bonus) await saveEntry(store, fieldEntry(id, 'bonus', { creative: 2 }, store.now()));
  if (written.unsent) {
    const [begin, end] = marksOf(`n${(counter += 1)}`);
    await saveEntry(store, fieldEntry(id, 'unsentNote', `${begin}half a thought${end}`, store.now()));
    secret.push(begin, end);
  }
  mustBe(await finishObservation(store, id, someDefaults(), { gapsConfirmed: true }));
  if (written.later) {
    mustBe(await reopenObservation(store, me, id, 'something was missing'));
    const later = await keep(id, written.later, false);
    mustBe(await finishObservation(store, id, someDefaults(), { gapsConfirmed: true }));
    secret.push(...later.secret);
    open.push(...later.open);
  }
  return { sheet: id, secret, open };
}

async function shared(sheet: Id, level: ShareLevel): Promise<string> {
  const { records, shares } = mustBe(await shareRecords(school.store, { sheets: [sheet], to: [lin], level }));
  mustBe(await keepShares(school.store, shares));
  return textOf(await manifestFrom(school.store, 'share'), records);
}

/** Everything that a reader of the file could read, however it is written in it. */
async function readable(file: string): Promise<string> {
  return `${file}\n${JSON.stringify((await opened(file)).records)}`;
}

/** Every place in a value that would hold a result. */
function results(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const named = ['scores', 'bonus', 'total', 'band', 'fraction', 'dimensions'].includes(key);
    const empty = inner === null || (typeof inner === 'object' && Object.keys(inner).length === 0);
    return [...(named && !empty ? [inner] : []), ...results(inner)];
  });
}

describe('whatever is written in a workbook', () => {
  test(
    'nothing of a private note, a deleted one or a half-typed one stands in a file that is shared or given',
    async () => {
      await fc.assert(
        fc.asyncProperty(workbook, async (written) => {
          const { sheet, secret, open } = await observe(written);
          const files = await Promise.all([shared(sheet, 'full'), shared(sheet, 'comments'), schoolFile(school.store)]);
          const [full = '', comments = '', given = ''] = await Promise.all(files.map(readable));
          for (const mark of secret) for (const text of [full, comments, given]) expect(text).not.toContain(mark);
          // What was meant to go does go, else an empty file would pass.
          for (const mark of open) for (const text of [full, comments]) expect(text).toContain(mark);
          for (const mark of open) expect(given).not.toContain(mark);
        }),
        lawRuns(40),
      );
    },
    lawMs(),
  );

  test(
    'a comments-only copy holds no score, no bonus, no total and no band',
    async () => {
      await fc.assert(
        fc.asyncProperty(workbook, async (written) => {
          const { sheet } = await observe(written);
          const { records } = await opened(await shared(sheet, 'comments'));
          expect(results(records)).toEqual([]);
          const whole = await opened(await shared(sheet, 'full'));
          expect(results(whole.records).length > 0).toBe(written.scored.length > 0 || written.bonus);
        }),
        lawRuns(25),
      );
    },
    lawMs(),
  );
});

test('nobody finds the scores of a comments-only copy out from its id by trying them all', async () => {
  const { store } = school;
  const written = { notes: [], thrownAway: [], later: null, unsent: false, scored: INDICATORS, bonus: false };
  const { sheet } = await observe(written);
  const { records } = await opened(await shared(sheet, 'comments'));
  const copy = records.find((record) => record.kind === 'sheet') as Sheet;
  const points = [0, 1, 2, 3, 4, 5];
  const tries = points.flatMap((a) => points.flatMap((b) => points.map((c) => [a, b, c])));
  const idOf = (values: number[], from: Sheet) =>
    sheetHash({ ...from, scores: Object.fromEntries(INDICATORS.map((id, i) => [`${id}/0`, values[i] ?? 0])) });
  expect(tries.map((values) => idOf(values, copy))).not.toContain(copy.id);
  // With everything that was sealed at hand the id is that of the scores.
  const whole = decode((await store.db.sheets.get(copy.id))!.doc);
  expect(idOf([3, 3, 3], whole)).toBe(copy.id);
});

test('a sheet goes to nobody but those who were chosen', async () => {
  const { sheet } = await observe({ notes: [], thrownAway: [], later: null, unsent: false, scored: [], bonus: false });
  const { shares } = mustBe(await shareRecords(school.store, { sheets: [sheet], to: [zhou], level: 'full' }));
  expect(shares.map(({ to }) => to)).toEqual([[zhou]]);
});
