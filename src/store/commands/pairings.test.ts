import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchool } from '../../../tests/builders/store.ts';
import type { Assessment, Meeting, Pairing } from '../../domain/mentoring.ts';
import type { Teacher } from '../../domain/people.ts';
import { pairingDetail, pairingsFor } from '../queries/pairings.ts';
import { placesOf } from '../queries/places.ts';
import { roster } from '../queries/teachers.ts';
import { recordById } from '../write.ts';
import {
  addAssessment,
  addMeeting,
  createPairing,
  editMeeting,
  editPairing,
  endPairing,
  resumePairing,
  setEntryDeleted,
  setGoal,
  setPairingDeleted,
  type Agreement,
} from './pairings.ts';

const TODAY = '2025-10-20';
let school: Awaited<ReturnType<typeof openSchool>>;
let zhou: Teacher;
let lin: Teacher;
let wang: Teacher;

function agreed(mentor: string, mentee: string, more: Partial<Agreement> = {}): Agreement {
  return {
    mentor,
    mentee,
    domain: 'Classroom teaching',
    from: '2025-09-01',
    to: '2026-08-31',
    schoolYears: 1,
    plan: '',
    quotas: { mentorObserves: 4, menteeObserves: 8, per: 'semester' },
    ...more,
  };
}
async function made(mentor: string, mentee: string, more: Partial<Agreement> = {}): Promise<string> {
  const result = await createPairing(school.store, school.me, agreed(mentor, mentee, more));
  if (!result.ok) throw new Error(result.reason);
  return result.id;
}
const read = (id: string) => recordById<Pairing>(school.store, id);

beforeEach(async () => {
  school = await openSchool();
  const people = await roster(school.store);
  const named = (name: string) => people.find((teacher) => teacher.name === name)!;
  [zhou, lin, wang] = [named('Zhou Jian'), named('Lin Yue'), named('Wang Min')];
});
afterEach(() => school.close());

describe('createPairing', () => {
  it('pairs two teachers, open to both and to nobody else but leaders', async () => {
    const id = await made(wang.id, lin.id, { plan: '  Questions first.\n' });
    expect(await read(id)).toMatchObject({
      about: [wang.id, lin.id],
      audience: 'parties',
      plan: '  Questions first.\n',
    });
    expect((await pairingsFor(school.store, lin, TODAY)).map(({ role }) => role)).toEqual(['mentee']);
    expect((await pairingsFor(school.store, wang, TODAY)).map(({ role }) => role)).toEqual(['mentor']);
  });

  it('lets one pair hold two in opposite directions, and a mentor several mentees', async () => {
    await made(zhou.id, lin.id);
    await made(lin.id, zhou.id, { domain: 'Digital skills' });
    await made(zhou.id, wang.id);
    expect((await pairingsFor(school.store, zhou, TODAY)).map(({ role }) => role).sort()).toEqual([
      'mentee',
      'mentor',
      'mentor',
    ]);
  });

  it('refuses the same pairing in common days, however its domain is spelt', async () => {
    await made(zhou.id, lin.id);
    const again = agreed(zhou.id, lin.id, { domain: ' classroom  teaching'.replace('  ', ' '), from: '2026-02-01' });
    expect(await createPairing(school.store, school.me, again)).toMatchObject({ ok: false, reason: 'pairing-exists' });
    await expect(made(zhou.id, lin.id, { from: '2026-09-01', to: '2027-08-31' })).resolves.toBeTruthy();
  });

  it.each([
    ['pairing-people-missing', { mentee: '' }],
    ['date-invalid', { from: '2025-02-30' }],
    ['pairing-ends-before-start', { to: '2025-08-01' }],
    ['pairing-years', { schoolYears: 4 }],
  ])('refuses %s and writes nothing', async (reason, more) => {
    const result = await createPairing(school.store, school.me, agreed(zhou.id, lin.id, more));
    expect(result).toMatchObject({ ok: false, reason });
    expect(await pairingsFor(school.store, zhou, TODAY)).toEqual([]);
  });
});

describe('what is written in a pairing', () => {
  it('keeps goals, meetings and assessments, and brings back what was deleted', async () => {
    const id = await made(zhou.id, lin.id);
    await setGoal(school.store, id, 'g1', { text: 'Waits three seconds', indicators: ['goal.1'], done: null });
    await setGoal(school.store, id, 'g1', { text: 'Waits three seconds', indicators: ['goal.1'], done: '2025-10-19' });
    const meeting = await addMeeting(school.store, school.me, id, '2025-10-15');
    if (!meeting.ok) throw new Error(meeting.reason);
    await editMeeting(school.store, meeting.id, { topic: 'Questions', record: 'Line 1\nLine 2  ' });
    const detail = await pairingDetail(school.store, lin, id, TODAY);
    expect(detail?.pairing.goals['g1']?.done).toBe('2025-10-19');
    expect(detail?.meetings).toMatchObject([{ topic: 'Questions', record: 'Line 1\nLine 2  ' }]);
    await setEntryDeleted(school.store, meeting.id, true);
    expect((await pairingDetail(school.store, lin, id, TODAY))?.meetings).toEqual([]);
    await setEntryDeleted(school.store, meeting.id, false);
    expect((await pairingDetail(school.store, lin, id, TODAY))?.meetings).toHaveLength(1);
  });

  it('replaces the plan while one person types on, without holding their own versions against each other', async () => {
    const id = await made(zhou.id, lin.id, { plan: 'A' });
    const before = await read(id);
    await editPairing(school.store, id, { plan: 'A and B' });
    expect((await read(id))?.plan).toBe('A and B');
    await editPairing(school.store, id, { plan: 'A and C' }, before!);
    expect((await read(id))?.plan).toBe('A and C');
  });

  it('refuses a goal without words', async () => {
    const id = await made(zhou.id, lin.id);
    const result = await setGoal(school.store, id, 'g1', { text: '  ', indicators: [], done: null });
    expect(result).toMatchObject({ ok: false, reason: 'goal-empty' });
  });

  it('ends with a final assessment and can go on again', async () => {
    const id = await made(zhou.id, lin.id);
    const fields = { type: 'final', date: '2025-12-20', assessor: zhou.id } as const;
    const assessment = await addAssessment(school.store, school.me, id, fields);
    if (!assessment.ok) throw new Error(assessment.reason);
    expect(await endPairing(school.store, id, '2025-08-01')).toMatchObject({ reason: 'pairing-ends-before-start' });
    expect(await endPairing(school.store, id, '2025-12-20')).toEqual({ ok: true });
    expect(await read(id)).toMatchObject({ status: 'ended', endedOn: '2025-12-20' });
    expect(await recordById<Assessment>(school.store, assessment.id)).toMatchObject({ about: [zhou.id, lin.id] });
    await resumePairing(school.store, id);
    expect(await read(id)).toMatchObject({ status: 'active', endedOn: null });
  });

  it('says what is missing instead of writing into nothing', async () => {
    expect(await addMeeting(school.store, school.me, 'nothing', TODAY)).toMatchObject({ reason: 'pairing-missing' });
    const edited = await editMeeting(school.store, 'nothing', { topic: 'x' } as Partial<Meeting>);
    expect(edited).toMatchObject({ reason: 'entry-missing' });
  });
});

describe('the place in the bar', () => {
  it('is there for who set the school up, and for both of a pairing, and for nobody else', async () => {
    const { store } = school;
    expect((await placesOf(store, zhou, TODAY)).mentoring).toBe(true);
    expect((await placesOf(store, lin, TODAY)).mentoring).toBe(false);
    const id = await made(wang.id, lin.id);
    expect((await placesOf(store, lin, TODAY)).mentoring).toBe(true);
    await setPairingDeleted(store, id, true);
    expect((await placesOf(store, lin, TODAY)).mentoring).toBe(false);
  });

  it('goes on showing a pairing to whoever made it', async () => {
    const id = await made(wang.id, lin.id);
    expect(await pairingDetail(school.store, zhou, id, TODAY)).toMatchObject({ role: null, growth: 'none' });
  });
});
