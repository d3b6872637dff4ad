import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aMembership, aTeacher } from '../../../tests/builders/index.ts';
import { openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { recordRow } from '../write.ts';
import { agreementScope } from './agreement.ts';
import { WHOLE_SCHOOL } from './groupScope.ts';

const TODAY = '2025-11-20';
const dean = aTeacher({ id: 'dean', posts: { p: { post: 'dean', from: null, to: null } } });
const zhou = aTeacher({ id: 'zhou', posts: {} });
const lin = aTeacher({ id: 'lin', posts: {} });
let school: TestStore;
const scope = (me: typeof dean, group: string, today = TODAY) => agreementScope(school.store, me, group, today);

beforeEach(async () => {
  school = await openTestStore();
  const records = [
    aMembership({ id: 'm1', teacher: 'zhou', group: 'maths', role: 'leader', from: null, to: '2026-07-01' }),
    aMembership({ id: 'm2', teacher: 'lin', group: 'maths', role: 'member', from: '2025-09-01', to: null }),
    aMembership({ id: 'm3', teacher: 'wu', group: 'art', role: 'member', from: null, to: null }),
  ];
  await school.store.db.records.bulkPut(records.map(recordRow));
});
afterEach(() => school.close());

it('is the days of a group’s members for who leads it, and for the school’s leaders', async () => {
  const members = [
    { teacher: 'zhou', from: null, to: '2026-07-01' },
    { teacher: 'lin', from: '2025-09-01', to: null },
  ];
  expect((await scope(zhou, 'maths'))?.members).toEqual(members);
  expect((await scope(dean, 'maths'))?.members).toEqual(members);
});

it('is the whole school only for its leaders', async () => {
  expect((await scope(dean, WHOLE_SCHOOL))?.members).toBeNull();
  expect(await scope(zhou, WHOLE_SCHOOL)).toBeNull();
});

it('is closed to members, to leaders of other groups and to who led it once', async () => {
  expect(await scope(lin, 'maths')).toBeNull();
  expect(await scope(zhou, 'art')).toBeNull();
  expect(await scope(zhou, 'maths', '2026-09-01')).toBeNull();
});
