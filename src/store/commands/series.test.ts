import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchool } from '../../../tests/builders/store.ts';
import type { Teacher } from '../../domain/people.ts';
import { seriesBetween, type SeriesView } from '../queries/series.ts';
import { roster } from '../queries/teachers.ts';
import { announceClass, signIn, type ClassInput } from './classes.ts';
import { addSeries, editSeries, setInSeries, setSeriesDeleted, type SeriesInput } from './series.ts';

const TODAY = '2025-10-20';
let school: Awaited<ReturnType<typeof openSchool>>;
let me: Teacher;
let lin: Teacher;
let wang: Teacher;

const september: SeriesInput = {
  name: ' Saturday lessons ',
  lessonKind: 'demonstration',
  from: '2025-09-01',
  to: '2025-10-31',
  note: '',
};

async function announced(date: string, more: Partial<ClassInput> = {}): Promise<string> {
  const result = await announceClass(school.store, school.me, {
    teacher: lin.id,
    guest: null,
    date,
    period: 2,
    klass: '',
    pupils: null,
    place: { type: 'own', name: '' },
    subject: '',
    topic: date,
    lessonKind: 'demonstration',
    lessonType: null,
    level: null,
    minutes: 40,
    schedule: { startTime: null, host: '', organiser: '', note: '' },
    ...more,
  });
  if (!result.ok) throw new Error(result.reason);
  return result.id;
}
async function made(classes: string[], input = september): Promise<string> {
  const result = await addSeries(school.store, school.me, input, classes);
  if (!result.ok) throw new Error(result.reason);
  return result.id;
}
const shown = (from = '2025-09-01', to = '2026-01-20') => seriesBetween(school.store, me, from, to, TODAY);
const topics = ({ classes }: SeriesView) => classes.map(({ lesson }) => lesson.topic);

beforeEach(async () => {
  school = await openSchool();
  const people = await roster(school.store);
  const named = (name: string) => people.find((teacher) => teacher.name === name)!;
  [me, lin, wang] = [named('Zhou Jian'), named('Lin Yue'), named('Wang Min')];
});
afterEach(() => school.close());

describe('a class series', () => {
  it('lists its classes by day with who was there, and the classes of its kind that are in no series', async () => {
    const later = await announced('2025-10-11');
    const first = await announced('2025-09-13');
    await announced('2025-09-20');
    await announced('2025-09-21', { lessonKind: 'open' });
    await announced('2025-11-08');
    await signIn(
      school.store,
      school.me,
      [first],
      new Map([
        [wang.id, 'present' as const],
        [me.id, 'leave' as const],
      ]),
    );
    await made([later, first]);
    const [view] = await shown();
    expect(view!.series.name).toBe('Saturday lessons');
    expect(topics(view!)).toEqual(['2025-09-13', '2025-10-11']);
    expect(view!.classes[0]!.attendance).toEqual({ present: 1, leave: 1, absent: 0 });
    expect(view!.present).toBe(1);
    expect(view!.free.map(({ lesson }) => lesson.topic)).toEqual(['2025-09-20']);
  });

  it('stands in every semester that its days touch, and in no other', async () => {
    await made([]);
    expect(await shown('2025-10-31', '2026-01-20')).toHaveLength(1);
    expect(await shown('2025-11-01', '2026-01-20')).toHaveLength(0);
  });

  it('shows a class once that two devices announced', async () => {
    const first = await announced('2025-09-13');
    await announced('2025-09-13', { topic: 'again' });
    await made([first]);
    const [view] = await shown();
    expect(view!.classes).toHaveLength(1);
    expect(view!.free).toEqual([]);
  });

  it('takes classes in and out, is renamed, deleted and brought back; a live list follows', async () => {
    const [one, two] = [await announced('2025-09-13'), await announced('2025-09-20')];
    const id = await made([one]);
    const seen: number[] = [];
    const subscription = liveQuery(() => shown()).subscribe((views) => seen.push(views[0]?.classes.length ?? -1));
    await setInSeries(school.store, id, [two], true);
    await expect.poll(() => seen.at(-1)).toBe(2);
    await setInSeries(school.store, id, [one], false);
    await expect.poll(() => seen.at(-1)).toBe(1);
    await setSeriesDeleted(school.store, id, true);
    await expect.poll(() => seen.at(-1)).toBe(-1);
    await setSeriesDeleted(school.store, id, false);
    await editSeries(school.store, id, { ...september, name: 'New name', from: '2025-10-31', to: '2025-09-01' });
    subscription.unsubscribe();
    expect((await shown())[0]!.series).toMatchObject({ name: 'New name', from: '2025-09-01', to: '2025-10-31' });
  });

  it('may be changed by who made it and by who leads, not by everybody', async () => {
    await made([]);
    expect((await shown())[0]!.mayKeep).toBe(true);
    const [seen] = await seriesBetween(school.store, lin, '2025-09-01', '2026-01-20', TODAY);
    expect(seen!.mayKeep).toBe(false);
  });

  it('is refused without a name, with a day that does not exist, and when it is gone', async () => {
    const { store } = school;
    expect(await addSeries(store, school.me, { ...september, name: ' ' }, [])).toMatchObject({
      reason: 'name-missing',
    });
    expect(await addSeries(store, school.me, { ...september, to: '2025-02-30' }, [])).toMatchObject({
      reason: 'date-invalid',
    });
    expect(await setInSeries(store, 'nothing', [], true)).toMatchObject({ ok: false, reason: 'entry-missing' });
  });
});
