import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aLesson,
  aMeeting,
  aNextStep,
  anActivity,
  aPairing,
  aRevisionOf,
  aSheet,
  aWorkbook,
} from '../../../tests/builders/index.ts';
import { mustBe, observed } from '../../../tests/builders/devices.ts';
import { openSchool } from '../../../tests/builders/store.ts';
import { KINDS } from '../../domain/kinds.ts';
import type { RecordKind } from '../../domain/record.ts';
import { saveEntry, startDraft } from '../commands/drafts.ts';
import { erasePerson } from '../commands/erasePerson.ts';
import { loadBatch } from '../load.ts';
import { FREE_TEXTS, textsNaming, type NamedIn } from './namedIn.ts';
import { roster } from './teachers.ts';

let school: Awaited<ReturnType<typeof openSchool>>;
beforeEach(async () => (school = await openSchool()));
afterEach(() => school.close());

const load = (batch: Parameters<typeof loadBatch>[1]) => loadBatch(school.store, batch, new Map());
const found = (name = 'Lin Yue') => textsNaming(school.store, school.me, name);
const kinds = (list: NamedIn[]) => list.map(({ kind }) => kind).sort();

describe('textsNaming', () => {
  it('knows every long text of every kind', () => {
    // Texts of the school's own forms, which nobody writes about a person.
    const forms: RecordKind[] = ['rubricDraft'];
    for (const [kind, { longTextFields }] of Object.entries(KINDS)) {
      if (forms.includes(kind as RecordKind)) continue;
      for (const field of longTextFields) expect(FREE_TEXTS[kind as RecordKind], kind).toContain(field);
    }
  });

  it('finds the name in notes, minutes and remarks, and says where each is opened', async () => {
    await load({
      records: [
        anActivity({ id: 'a', record: 'First lin  yue spoke of the open lesson.' }),
        anActivity({ id: 'quiet' }),
        aMeeting({ id: 'm', pairing: 'p', topic: 'What Ｌｉｎ Yue does' }),
        aNextStep({ id: 'n', sheet: 's1', action: 'Ask Lin Yue.' }),
        aPairing({ id: 'p', goals: { g: { text: 'As Lin Yue does it', indicators: [], done: null } } }),
      ],
      lessons: [
        aLesson({ id: 'l', schedule: { startTime: null, host: 'Lin Yue', organiser: '', note: '' } }),
        aLesson({ id: 'gone', topic: 'Lin Yue', deleted: true }),
      ],
      sheets: [aSheet({ sheet: 's1', strengths: 'Works closely with Lin Yue.' })],
    });
    const list = await found();
    expect(kinds(list)).toEqual(['activity', 'lesson', 'meeting', 'nextStep', 'pairing', 'sheet']);
    expect(Object.fromEntries(list.map(({ kind, place }) => [kind, `${place.type} ${place.id}`]))).toEqual({
      activity: 'activity a',
      lesson: 'class l',
      meeting: 'pairing p',
      nextStep: 'lesson s1',
      pairing: 'pairing p',
      sheet: 'lesson s1',
    });
    expect(list.find(({ kind }) => kind === 'activity')?.excerpt).toBe('First lin yue spoke of the open lesso…');
    expect(await found('Nobody Else')).toEqual([]);
    expect(await found('  ')).toEqual([]);
  });

  it('looks at the newest revision of a sheet only', async () => {
    const first = aSheet({ sheet: 's1', overall: 'Lin Yue helped.' });
    await load({ sheets: [first, aRevisionOf(first, { overall: 'A colleague helped.' })] });
    expect(await found()).toEqual([]);
  });

  it('finds my own private notes and drafts, and nobody else’s', async () => {
    const { store, me } = school;
    const lin = (await roster(store)).find(({ name }) => name === 'Wang Min')!;
    await observed(store, lin.id, {}, { secret: 'Ask Lin Yue about this' });
    const other = { type: 'note' as const, t: null, indicators: [], share: null, deleted: false, at: 1 };
    await load({
      workbooks: [
        aWorkbook({
          sheet: 'theirs',
          author: 'somebody',
          entries: [{ ...other, draftId: 'theirs', id: 'n', text: 'Lin Yue' }],
        }),
      ],
    });
    const { id } = mustBe(await startDraft(store, me, { strengths: 'like Lin Yue' }));
    const theirs = mustBe(await startDraft(store, 'somebody', { strengths: 'like Lin Yue' }));
    await saveEntry(store, { ...other, draftId: theirs.id, id: 'n', text: 'Lin Yue' });
    const list = await found();
    expect(kinds(list)).toEqual(['draft', 'workbook']);
    expect(list.find(({ kind }) => kind === 'draft')?.place).toEqual({ type: 'draft', id });
  });

  it('finds after erasing what it found before: nothing is rewritten', async () => {
    await load({ records: [anActivity({ id: 'a', record: 'Lin Yue spoke.' })] });
    const lin = (await roster(school.store)).find(({ name }) => name === 'Lin Yue')!;
    const before = await found();
    mustBe(await erasePerson(school.store, school.me, lin.id));
    expect(await found()).toEqual(before);
    expect(before).toHaveLength(1);
  });
});
