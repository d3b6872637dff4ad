import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aMembership, anId, aNextStep, aPairing, aTeacher } from '../../../tests/builders/index.ts';
import { openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { RecordBase } from '../../domain/record.ts';
import { recordRow } from '../write.ts';
import { supportOf } from './support.ts';

const TODAY = '2025-11-20';
const lin = aTeacher({ id: 'lin', name: 'Lin Yue' });
const zhou = aTeacher({ id: 'zhou', name: 'Zhou Min' });
const gao = aTeacher({ id: 'gao', name: 'Gao Yan' });
const wang = aTeacher({ id: 'wang', name: 'Wang Min' });
let school: TestStore;
const keep = (records: RecordBase[]) => school.store.db.records.bulkPut(records.map(recordRow));
const step = (id: string, due: string | null, more: Parameters<typeof aNextStep>[0] = {}) =>
  aNextStep({ id, teacher: 'lin', due, closedOn: null, seenIn: null, ...more });

beforeEach(async () => {
  school = await openTestStore();
  await keep([
    lin,
    zhou,
    gao,
    wang,
    aPairing({ id: 'p1', mentor: 'zhou', mentee: 'lin', domain: 'Classroom', from: '2025-09-01', to: '2026-08-31' }),
    aPairing({ id: 'p2', mentor: 'gao', mentee: 'lin', domain: 'Class teacher', from: '2025-10-01', to: null }),
    aPairing({ id: 'p3', mentor: 'wang', mentee: 'lin', from: '2024-09-01', to: '2025-08-31' }),
    aPairing({ id: 'p4', mentor: 'lin', mentee: 'wang', from: '2025-09-01', to: null }),
    step('s1', null),
    step('s2', '2025-12-01'),
    step('s3', '2025-11-01'),
    step('s4', '2025-10-01', { closedOn: '2025-10-05' }),
    step('s5', '2025-11-02', { teacher: 'wang' }),
  ]);
});
afterEach(() => school.close());

it('gives the open next steps, the earliest due first, and the mentors of today', async () => {
  const support = await supportOf(school.store, lin, 'lin', TODAY);
  expect(support?.steps.map(({ id }) => id)).toEqual(['s3', 's2', 's1']);
  expect(support?.mentors).toEqual([
    { pairing: 'p1', name: 'Zhou Min', domain: 'Classroom', open: true },
    { pairing: 'p2', name: 'Gao Yan', domain: 'Class teacher', open: true },
  ]);
});

it('tells a mentor who else guides the teacher, but opens only their own pairing', async () => {
  const support = await supportOf(school.store, zhou, 'lin', TODAY);
  expect(support?.mentors.map(({ pairing, open }) => [pairing, open])).toEqual([
    ['p1', true],
    ['p2', false],
  ]);
});

it('gives nothing to who may not open the whole growth page, and all to the leader of the group', async () => {
  expect(await supportOf(school.store, wang, 'lin', TODAY)).toBeNull();
  await keep([
    aMembership({ id: anId(), teacher: 'wang', group: 'g', role: 'leader' }),
    aMembership({ id: anId(), teacher: 'lin', group: 'g' }),
  ]);
  expect((await supportOf(school.store, wang, 'lin', TODAY))?.steps).toHaveLength(3);
});

it('leaves out a mentor who is not on the roster any more', async () => {
  await keep([{ ...gao, deleted: true }]);
  expect((await supportOf(school.store, lin, 'lin', TODAY))?.mentors.map(({ name }) => name)).toEqual(['Zhou Min']);
});
