import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aGroup, aHeader, aLesson, aMembership, aTeacher, semestersOf } from '../../../tests/builders/index.ts';
import { lessonRow } from '../commands/finish.ts';
import { addActivity, editActivity } from '../commands/activities.ts';
import { headerRow } from '../projections.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../store.ts';
import { recordRow } from '../write.ts';
import { activityDetail, groupActivities } from './activities.ts';
import { WHOLE_SCHOOL } from './groupScope.ts';

const TODAY = '2025-11-20';
const zhou = aTeacher({ id: 'zhou', name: 'zhou', order: 1 });
const lin = aTeacher({ id: 'lin', name: 'lin', order: 2 });
const wang = aTeacher({ id: 'wang', name: 'wang', order: 3 });

let store: Store;
let counter = 0;

async function made(date: string, topic = ''): Promise<string> {
  const input = { group: 'maths', date, startTime: '14:30', minutes: 60, place: 'Room 1', topic, host: 'zhou' };
  const result = await addActivity(store, 'zhou', input);
  if (!result.ok) throw new Error(result.reason);
  return result.id;
}

beforeEach(async () => {
  const opened = await openStore({ name: `activities-${(counter += 1)}`, builtinRubric: () => Promise.resolve(null) });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
  const memberships = [
    aMembership({ id: 'm1', teacher: 'zhou', group: 'maths', role: 'leader' }),
    aMembership({ id: 'm2', teacher: 'lin', group: 'maths', to: '2025-10-31' }),
  ];
  const school = [zhou, lin, wang, aGroup({ id: 'maths' }), ...memberships, ...semestersOf('school-1', 2025)];
  await store.db.records.bulkPut(school.map(recordRow));
});
afterEach(async () => {
  closeStore(store);
  await deleteDatabase(store.name);
});

describe('the activities of a group', () => {
  it('stand by semester, newest first', async () => {
    await made('2025-10-16', 'first');
    await made('2025-11-06', 'second');
    await made('2025-05-06', 'before');
    const found = await groupActivities(store, zhou, 'maths', '', TODAY);
    expect(found.activities.map(({ activity }) => activity.topic)).toEqual(['second', 'first']);
    expect((await groupActivities(store, zhou, WHOLE_SCHOOL, '', TODAY)).activities).toHaveLength(2);
  });

  it('are added by its members of today, not by others', async () => {
    const may = async (who: typeof zhou) => (await groupActivities(store, who, 'maths', '', TODAY)).mayAdd;
    expect([await may(zhou), await may(lin), await may(wang)]).toEqual([true, false, false]);
  });

  it('go and come back', async () => {
    const id = await made('2025-11-06');
    await editActivity(store, id, { deleted: true });
    expect(await activityDetail(store, zhou, id, TODAY)).toBeNull();
    await editActivity(store, id, { deleted: false });
    expect(await activityDetail(store, zhou, id, TODAY)).not.toBeNull();
  });
});

describe('an activity', () => {
  it('names the members of its own day, and whoever was marked besides', async () => {
    const october = await made('2025-10-16');
    const november = await made('2025-11-06');
    await editActivity(store, november, { attendance: { wang: 'leave' } });
    const people = async (id: string) =>
      (await activityDetail(store, zhou, id, TODAY))?.people.map(({ teacher }) => teacher.id);
    expect(await people(october)).toEqual(['zhou', 'lin']);
    expect(await people(november)).toEqual(['zhou', 'wang']);
  });

  it('keeps what others marked when one name is changed or taken off', async () => {
    const id = await made('2025-10-16');
    await editActivity(store, id, { attendance: { zhou: 'present', lin: 'absent' } });
    await editActivity(store, id, { attendance: { lin: null } });
    expect((await activityDetail(store, zhou, id, TODAY))?.activity.attendance).toEqual({ zhou: 'present' });
  });

  it('offers the lessons of its group around its day until they are linked', async () => {
    const lesson = (key: string, teacher: string, date: string) => aLesson({ id: key, teacher, date, period: 1 });
    await store.db.lessons.bulkPut(
      [
        lesson('near', 'zhou', '2025-10-20'),
        lesson('far', 'zhou', '2025-12-20'),
        lesson('later', 'lin', '2025-11-04'),
        lesson('other', 'wang', '2025-10-20'),
      ].map(lessonRow),
    );
    const id = await made('2025-10-22');
    const ids = async () => {
      const detail = await activityDetail(store, zhou, id, TODAY);
      return {
        near: detail?.nearby.map((each) => each.lesson.id),
        linked: detail?.linked.map((each) => each.lesson.id),
      };
    };
    expect(await ids()).toEqual({ near: ['near'], linked: [] });
    await editActivity(store, id, { lessons: { near: true } });
    expect(await ids()).toEqual({ near: [], linked: ['near'] });
  });

  it('offers nobody an ordinary lesson that they may not know of, and everybody an announced one', async () => {
    const lesson = (key: string, kind: 'ordinary' | 'open') =>
      aLesson({ id: key, teacher: 'zhou', date: '2025-10-20', period: kind === 'open' ? 2 : 1, lessonKind: kind });
    await store.db.lessons.bulkPut([lesson('seen', 'ordinary'), lesson('announced', 'open')].map(lessonRow));
    const id = await made('2025-10-22');
    const near = async (who: typeof zhou) =>
      (await activityDetail(store, who, id, TODAY))?.nearby.map((each) => each.lesson.id).sort();
    expect(await near(wang)).toEqual(['announced']);
    expect(await near(zhou)).toEqual(['announced', 'seen']);
    await store.db.headers.put(headerRow(aHeader({ lesson: 'seen', teacher: 'zhou', observer: 'wang' })));
    expect(await near(wang)).toEqual(['announced', 'seen']);
  });

  it('is refused on a day that does not exist, and one that is gone cannot be changed', async () => {
    const id = await made('2025-10-16');
    expect(await editActivity(store, id, { date: '2025-02-30' })).toMatchObject({ reason: 'date-invalid' });
    expect(await editActivity(store, 'nowhere', { topic: 'x' })).toMatchObject({ reason: 'activity-missing' });
  });
});
