import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aRubric, anErasure } from '../../../tests/builders/index.ts';
import {
  dumpOf,
  joined,
  manifestFrom,
  mustBe,
  observed,
  opened,
  schoolFile,
  shareFile,
  takenIn,
  textOf,
} from '../../../tests/builders/devices.ts';
import { openSchool, type TestStore } from '../../../tests/builders/store.ts';
import type { FileRecord } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Teacher } from '../../domain/people.ts';
import { formatStamp } from '../../merge/stamp.ts';
import { decode } from '../codec.ts';
import { editTeacher } from '../commands/teachers.ts';
import { retryHeld, takeIn, takeInTogether, undoTakeIn } from '../commands/takeIn.ts';
import { previewTakeIn } from '../commands/takeInPlan.ts';
import { keepShares } from '../commands/share.ts';
import { checkProjections, rebuildDirty } from '../projections.ts';
import { shareRecords } from '../queries/give.ts';
import { slotGroups } from '../queries/lessons.ts';
import { backupState } from '../queries/backup.ts';
import { roster } from '../queries/teachers.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { recordById, recordRow } from '../write.ts';

const rubric = aRubric();
const SCORES = {
  'goal.1/0': 5,
  'goal.2/0': 4,
  'goal.3/0': 4,
  'process.1/0': 3,
  'process.2/0': 8,
  'process.3/0': 9,
};
let office: Awaited<ReturnType<typeof openSchool>>;
let ids: { zhou: Id; lin: Id; wang: Id };
const devices: TestStore[] = [];

beforeEach(async () => {
  office = await openSchool([]);
  await office.store.db.records.put(recordRow(rubric));
  const [zhou, lin, wang] = await roster(office.store);
  ids = { zhou: zhou?.id ?? '', lin: lin?.id ?? '', wang: wang?.id ?? '' };
});
afterEach(async () => {
  await office.close();
  for (const device of devices.splice(0)) await device.close();
});

/** A colleague's device that joined the school. */
async function deviceOf(teacher: Id, rubrics: Rubric[] = []): Promise<Store> {
  const device = await joined(await schoolFile(office.store), teacher, rubrics);
  devices.push(device);
  return device.store;
}

async function expectSound(store: Store): Promise<void> {
  const report = await checkProjections(store, (id) => rubricById(store, id));
  expect(report).toMatchObject({ headers: [], ratings: [], tallies: [] });
}

describe('sheets of two observers of one lesson', () => {
  test('end in one lesson with two sheets, and the preview says so', async () => {
    const lin = await deviceOf(ids.lin);
    const wang = await deviceOf(ids.wang);
    const scored = { rubric: rubric.id };
    const first = await observed(lin, ids.zhou, scored, { scores: SCORES });
    const second = await observed(wang, ids.zhou, scored, { scores: SCORES });
    await takenIn(office.store, await shareFile(lin, { sheets: [first], to: [ids.zhou], level: 'full' }));
    const file = await shareFile(wang, { sheets: [second], to: [ids.zhou], level: 'full' });
    const { plan } = await takenIn(office.store, file);
    expect(plan.sheets).toMatchObject([{ sheet: second, state: 'new', observerName: 'Wang Min', withheld: false }]);
    expect(plan.lessonsToJoin).toMatchObject([{ teacherName: 'Zhou Jian', period: 3, doubtful: false }]);
    const groups = await slotGroups(office.store, `${ids.zhou}|2025-10-15|3`);
    expect(groups.map((group) => group.length)).toEqual([2]);
    expect(await office.store.db.headers.count()).toBe(2);
    expect(await office.store.db.ratings.count()).toBe(2);
    await expectSound(office.store);
  });

  test('stay two lessons when the person says that they are different', async () => {
    const lin = await deviceOf(ids.lin);
    await observed(office.store, ids.wang);
    const sheet = await observed(lin, ids.wang, { klass: '5(1)' });
    const file = await opened(await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' }));
    const { plan } = mustBe(await previewTakeIn(office.store, file));
    const [join] = plan.lessonsToJoin;
    expect(join).toMatchObject({ klass: '5(1)', otherKlass: '3(2)', doubtful: true });
    mustBe(await takeIn(office.store, plan, { keepApart: [{ a: join?.lesson ?? '', b: join?.with ?? '' }] }));
    expect(await slotGroups(office.store, `${ids.wang}|2025-10-15|3`)).toHaveLength(2);
  });

  test('are the same in whatever order the files arrive', async () => {
    const lin = await deviceOf(ids.lin);
    const wang = await deviceOf(ids.wang);
    const one = await observed(lin, ids.zhou, { rubric: rubric.id }, { scores: SCORES });
    const two = await observed(wang, ids.zhou, { rubric: rubric.id }, { scores: SCORES });
    const comments = await shareFile(lin, { sheets: [one], to: [ids.zhou], level: 'comments' });
    const full = await shareFile(lin, { sheets: [one], to: [ids.zhou], level: 'full' });
    const other = await shareFile(wang, { sheets: [two], to: [ids.zhou], level: 'full' });
    const base = await schoolFile(office.store);
    const dumps: unknown[] = [];
    const orders = [
      [comments, full, other],
      [other, full, comments],
      [full, other, comments, full],
      [comments, other, full],
    ];
    for (const order of orders) {
      const device = await joined(base, ids.zhou);
      devices.push(device);
      for (const file of order) await takenIn(device.store, file);
      await expectSound(device.store);
      dumps.push(await dumpOf(device.store));
    }
    for (const dump of dumps.slice(1)) expect(dump).toEqual(dumps[0]);
  });
});

describe('several files taken in together', () => {
  /** Two sheets of two devices, previewed at the office, and what each alone would come to. */
  async function twoPlans() {
    const [lin, wang] = [await deviceOf(ids.lin), await deviceOf(ids.wang)];
    const scored = { rubric: rubric.id };
    const one = await observed(lin, ids.zhou, scored, { scores: SCORES });
    const two = await observed(wang, ids.lin, { ...scored, period: 4 }, { scores: SCORES });
    const files = [
      await shareFile(lin, { sheets: [one], to: [ids.zhou], level: 'full' }),
      await shareFile(wang, { sheets: [two], to: [ids.lin], level: 'full' }),
    ];
    const plans = [];
    for (const file of files) {
      const { plan } = mustBe(await previewTakeIn(office.store, await opened(file)));
      plans.push({ plan, keepApart: [] });
    }
    return { files, plans };
  }

  test('come to the same as one after the other, and are taken back one by one', async () => {
    const before = await dumpOf(office.store);
    const { files, plans } = await twoPlans();
    const { undos } = mustBe(await takeInTogether(office.store, plans));
    const together = await dumpOf(office.store);
    await expectSound(office.store);
    for (const undo of [...undos].reverse()) mustBe(await undoTakeIn(office.store, undo));
    expect(await dumpOf(office.store)).toEqual(before);
    for (const file of files) await takenIn(office.store, file);
    expect(await dumpOf(office.store)).toEqual(together);
  });

  test('are all refused where one of them no longer fits', async () => {
    const { files, plans } = await twoPlans();
    await takenIn(office.store, files[1] ?? '');
    const before = await dumpOf(office.store);
    expect(await takeInTogether(office.store, plans)).toMatchObject({ ok: false, reason: 'changed-since' });
    expect(await dumpOf(office.store)).toEqual(before);
  });

  test('end when they are cancelled, and nothing is written', async () => {
    const { plans } = await twoPlans();
    const before = await dumpOf(office.store);
    const abort = new AbortController();
    const onprogress = () => abort.abort();
    const result = await takeInTogether(office.store, plans, { signal: abort.signal, onprogress });
    expect(result).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(await dumpOf(office.store)).toEqual(before);
  });
});

describe('a share', () => {
  test('of comments only brings no score, no total and no dot, and the full copy completes it', async () => {
    const lin = await deviceOf(ids.lin);
    const sheet = await observed(lin, ids.zhou, { rubric: rubric.id }, { scores: SCORES });
    const text = await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'comments' });
    expect(text).not.toContain('goal.1/0');
    await takenIn(office.store, text);
    const header = await office.store.db.headers.get(sheet);
    expect(header && decode(header.doc)).toMatchObject({ withheld: true, total: null, band: null });
    expect(await office.store.db.ratings.count()).toBe(0);
    await expectSound(office.store);
    await takenIn(office.store, await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' }));
    const whole = await office.store.db.headers.get(sheet);
    expect(whole && decode(whole.doc).withheld).toBeUndefined();
    expect(await office.store.db.ratings.count()).toBe(1);
    await expectSound(office.store);
  });

  test('brings the rubric version that the school made itself', async () => {
    const other = aRubric({ id: 'other@1', family: 'other', title: 'Ours alone' });
    const lin = await deviceOf(ids.lin);
    await lin.db.records.put(recordRow(other));
    const sheet = await observed(lin, ids.zhou, { rubric: other.id }, { scores: SCORES });
    await takenIn(office.store, await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' }));
    expect(await rubricById(office.store, other.id)).toMatchObject({ title: 'Ours alone' });
    expect(await office.store.db.ratings.count()).toBe(1);
  });

  test('of somebody else’s sheet is refused, and so is one to nobody', async () => {
    const lin = await deviceOf(ids.lin);
    const sheet = await observed(lin, ids.zhou);
    await takenIn(office.store, await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' }));
    const request = { sheets: [sheet], to: [ids.wang], level: 'full' } as const;
    expect(await shareRecords(office.store, request)).toMatchObject({ reason: 'not-your-sheet' });
    expect(await shareRecords(lin, { ...request, to: [] })).toMatchObject({ reason: 'nobody-chosen' });
  });

  test('that was handed over counts as kept elsewhere', async () => {
    const lin = await deviceOf(ids.lin);
    const sheet = await observed(lin, ids.zhou);
    expect(await backupState(lin)).toMatchObject({ existOnlyHere: 1, lastBackup: null });
    const { shares } = mustBe(await shareRecords(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' }));
    mustBe(await keepShares(lin, shares));
    expect(await backupState(lin)).toMatchObject({ existOnlyHere: 0 });
  });
});

describe('taking in', () => {
  test('the same file again says that nothing is new', async () => {
    const lin = await deviceOf(ids.lin);
    const sheet = await observed(lin, ids.zhou);
    const file = await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' });
    expect((await takenIn(office.store, file)).plan.nothingNew).toBe(false);
    const before = await dumpOf(office.store);
    expect((await takenIn(office.store, file)).plan.nothingNew).toBe(true);
    expect(await dumpOf(office.store)).toEqual(before);
  });

  test('can be undone as long as nothing was changed since', async () => {
    const lin = await deviceOf(ids.lin);
    const sheet = await observed(lin, ids.zhou, { rubric: rubric.id }, { scores: SCORES });
    const before = await dumpOf(office.store);
    const file = await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' });
    const { undo } = await takenIn(office.store, file);
    mustBe(await undoTakeIn(office.store, undo));
    expect(await dumpOf(office.store)).toEqual(before);
    const again = await takenIn(office.store, file);
    await office.store.db.lessons.toCollection().modify((row) => {
      row.date = '2025-10-16';
    });
    expect(await undoTakeIn(office.store, again.undo)).toMatchObject({ reason: 'changed-since' });
  });

  test('an older school file changes nothing, a newer one is told field by field', async () => {
    const old = await schoolFile(office.store);
    const lin = await deviceOf(ids.lin);
    office.clock.now += 60_000;
    mustBe(await editTeacher(office.store, ids.wang, { name: 'Wang Minmin', title: 'first' }));
    const fresh = await schoolFile(office.store);
    for (const device of devices) device.clock.now += 120_000;
    const { plan } = await takenIn(lin, fresh);
    expect(plan.changesOfSchool).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'teacher', field: 'name', before: 'Wang Min', after: 'Wang Minmin' }),
        expect.objectContaining({ kind: 'teacher', field: 'title', after: 'first' }),
      ]),
    );
    expect((await takenIn(lin, old)).plan).toMatchObject({ nothingNew: true, changesOfSchool: [] });
    expect(await recordById<Teacher>(lin, ids.wang)).toMatchObject({ name: 'Wang Minmin' });
    // An edit here wins over what was taken in, whatever this device's clock says.
    for (const device of devices) device.clock.now -= 120_000;
    mustBe(await editTeacher(lin, ids.wang, { name: 'Wang M.' }));
  });

  test('a file of another school is refused with its name', async () => {
    const other = await openSchool([]);
    devices.push(other);
    const incoming = await opened(await schoolFile(other.store));
    expect(await previewTakeIn(office.store, incoming)).toMatchObject({ reason: 'other-school' });
  });

  test('records from the future wait at the door and come in when their time has come', async () => {
    const lin = await recordById<Teacher>(office.store, ids.lin);
    const ms = office.clock.now + 3_600_000;
    const ahead = { ...lin, name: 'Lin Yueyue', stamp: formatStamp({ ms, counter: 0, node: 'ahead' }) } as FileRecord;
    const { plan } = await takenIn(office.store, await textOf(await manifestFrom(office.store, 'share'), [ahead]));
    expect(plan.held).toHaveLength(1);
    expect((await recordById<Teacher>(office.store, ids.lin))?.name).toBe('Lin Yue');
    expect(await retryHeld(office.store)).toMatchObject({ taken: 0, waiting: 1 });
    office.clock.now = ms;
    expect(await retryHeld(office.store)).toMatchObject({ taken: 1, waiting: 0 });
    expect((await recordById<Teacher>(office.store, ids.lin))?.name).toBe('Lin Yueyue');
    expect(await retryHeld(office.store)).toMatchObject({ taken: 0, waiting: 0 });
  });

  test('a record of a newer kind is kept unread and passed on unchanged', async () => {
    const plan = {
      ...(await recordById<Teacher>(office.store, ids.lin)),
      id: 'seat-1',
      kind: 'seatPlan',
      rows: 6,
    } as never;
    await takenIn(office.store, await textOf(await manifestFrom(office.store, 'share'), [plan]));
    const again = await opened(await schoolFile(office.store));
    expect(again.records.find((record) => record.id === 'seat-1')).toEqual(plan);
  });

  test('an unreadable record is listed, and left out only when a person agrees', async () => {
    const lin = await recordById<Teacher>(office.store, ids.lin);
    const text = await textOf(await manifestFrom(office.store, 'share'), [{ ...lin, posts: 7 } as never]);
    const { plan } = mustBe(await previewTakeIn(office.store, await opened(text)));
    expect(plan.bad).toMatchObject([{ line: 2, id: ids.lin, kind: 'teacher', field: 'posts' }]);
    expect(await takeIn(office.store, plan)).toMatchObject({ reason: 'records-bad' });
    mustBe(await takeIn(office.store, plan, { leaveOutBad: true }));
  });

  test('an erasure that arrives empties the person here, and an old file does not bring them back', async () => {
    const lin = await deviceOf(ids.lin);
    const sheet = await observed(lin, ids.wang);
    const share = await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' });
    const old = await schoolFile(office.store);
    await takenIn(office.store, share);
    const erasure = anErasure('teacher', ids.wang);
    await takenIn(office.store, await textOf(await manifestFrom(office.store, 'share'), [erasure]));
    expect(await recordById(office.store, ids.wang)).toBeNull();
    expect((await takenIn(office.store, old)).plan.erased).toBeGreaterThan(0);
    await takenIn(office.store, share);
    const header = await office.store.db.headers.get(sheet);
    expect(header && decode(header.doc).teacherName).toBe('');
    expect(JSON.stringify(await dumpOf(office.store))).not.toContain('Wang Min');
    await expectSound(office.store);
  });

  test('nothing is written when it is cancelled half-way', async () => {
    const lin = await deviceOf(ids.lin);
    const sheet = await observed(lin, ids.zhou);
    const file = await opened(await shareFile(lin, { sheets: [sheet], to: [ids.zhou], level: 'full' }));
    const { plan } = mustBe(await previewTakeIn(office.store, file));
    const before = await dumpOf(office.store);
    const stop = new AbortController();
    const onprogress = (share: number) => share > 0.6 && stop.abort();
    expect(await takeIn(office.store, plan, { signal: stop.signal, onprogress })).toMatchObject({
      reason: 'cancelled',
    });
    expect(await dumpOf(office.store)).toEqual(before);
    await rebuildDirty(office.store);
  });
});
