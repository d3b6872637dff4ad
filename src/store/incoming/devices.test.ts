import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  aLesson,
  aNotesSheet,
  aQuotaRule,
  aRevisionOf,
  aRubric,
  aSheet,
  aSnapshot,
  anActivity,
} from '../../../tests/builders/index.ts';
import {
  backupFile,
  dumpOf,
  joined,
  mustBe,
  observed,
  opened,
  schoolFile,
  shareFile,
  takenIn,
} from '../../../tests/builders/devices.ts';
import { aSchoolSetup, openSchool, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Group, Membership, Teacher } from '../../domain/people.ts';
import { RECORD_KINDS } from '../../domain/record.ts';
import { isIntact, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import { fieldEntry, saveEntry, startDraft } from '../commands/drafts.ts';
import { erasePerson, previewErase } from '../commands/erasePerson.ts';
import { joinExisting, joinSchool, previewJoin } from '../commands/joinSchool.ts';
import { noteBackup, previewRestore, restoreBackup } from '../commands/restore.ts';
import { setUpSchool } from '../commands/school.ts';
import { takeIn, undoTakeIn } from '../commands/takeIn.ts';
import { previewTakeIn } from '../commands/takeInPlan.ts';
import { identityOf } from '../identity.ts';
import { loadBatch } from '../load.ts';
import { checkProjections } from '../projections.ts';
import { backupState } from '../queries/backup.ts';
import { GIVEN, schoolRecords } from '../queries/give.ts';
import { roster } from '../queries/teachers.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { recordRow, recordsOfKind } from '../write.ts';

const rubric = aRubric();
const SCORES = { 'goal.1/0': 5, 'goal.2/0': 4, 'process.1/0': 3 };
let office: Awaited<ReturnType<typeof openSchool>>;
let ids: { zhou: Id; lin: Id; wang: Id };
const devices: TestStore[] = [];

beforeEach(async () => {
  office = await openSchool([rubric]);
  const [zhou, lin, wang] = await roster(office.store);
  ids = { zhou: zhou?.id ?? '', lin: lin?.id ?? '', wang: wang?.id ?? '' };
});
afterEach(async () => {
  await office.close();
  for (const device of devices.splice(0)) await device.close();
});

async function emptyDevice(): Promise<TestStore> {
  const device = await openTestStore([rubric]);
  devices.push(device);
  return device;
}

/** A device whose owner typed a school of their own before the office gave one. */
async function ownSchool(): Promise<Store> {
  const { store } = await emptyDevice();
  const setup = aSchoolSetup({
    me: { name: 'Lin Yue', number: '1002', subjects: ['Mathematics'], group: 'Mathematics' },
    teachers: [
      { name: 'Zhou Jianguo', number: '1001', group: 'Mathematics' },
      { name: 'Wang Min', group: 'Languages' },
      { name: 'Deng Ke', number: '2001', group: 'Languages' },
    ],
  });
  mustBe(await setUpSchool(store, { ...setup, school: { ...setup.school, name: 'Typed on my own' } }));
  return store;
}

/** So many sheets that a restore works out their headers while it writes. */
const MANY = 230;

/** Fills the office with sheets of two rubrics, some of them notes only; one has a second revision. */
async function manySheets() {
  const own = aRubric({ id: 'own@1', family: 'own', title: 'Our own form' });
  const sheets = Array.from({ length: MANY }, (_, i) =>
    (i % 7 === 0 ? aNotesSheet : aSheet)({
      ...{ teacher: i % 2 ? ids.lin : ids.wang, observer: ids.zhou, lesson: `lesson-${i}` },
      ...(i % 7 === 0 ? {} : { rubric: i % 3 ? rubric.id : own.id, rubricFamily: i % 3 ? rubric.family : own.family }),
    }),
  );
  const first = sheets[1] as Sheet;
  const newest = aRevisionOf(first, { snapshot: aSnapshot({ topic: 'Said anew' }) });
  const rubrics = new Map([rubric, own].map((one) => [one.id, one]));
  await loadBatch(office.store, { records: [own], sheets: [...sheets, newest] }, rubrics);
  return { revised: first.sheet, newest, unrated: Math.ceil(MANY / 7) };
}

async function expectSound(store: Store): Promise<void> {
  const report = await checkProjections(store, (id) => rubricById(store, id));
  expect(report).toMatchObject({ headers: [], ratings: [], tallies: [] });
}

describe('the school file', () => {
  test('decides for every kind of record whether it goes', () => {
    expect(Object.keys(GIVEN).sort()).toEqual([...RECORD_KINDS].sort());
  });

  test('holds no sheet, no note, no lesson and nothing that is for some people only', async () => {
    await observed(office.store, ids.lin, {}, { secret: 'a private thought' });
    await office.store.db.records.bulkPut([
      recordRow(aQuotaRule({ audience: 'parties' })),
      recordRow(anActivity({ audience: 'parties', record: 'what was said' })),
    ]);
    const text = await schoolFile(office.store);
    expect(text).not.toMatch(/private thought|Fractions|what was said/);
    const kinds = new Set((await schoolRecords(office.store)).map((record) => record.kind));
    expect([...kinds].sort()).toEqual(['group', 'membership', 'person', 'school', 'semester', 'teacher']);
  });
});

describe('an empty device', () => {
  test('joins as somebody of the roster', async () => {
    const { store } = await joined(await schoolFile(office.store), ids.lin).then((device) => {
      devices.push(device);
      return device;
    });
    const identity = await identityOf(store);
    expect(identity).toMatchObject({ school: { id: office.school }, teacher: { id: ids.lin } });
    expect(identity?.person.id).toBe(personIdOfTeacher(ids.lin));
    expect(await roster(store)).toHaveLength(3);
  });

  test('joins as somebody new, whom the office takes in as one more teacher', async () => {
    const { store } = await emptyDevice();
    const file = await opened(await schoolFile(office.store));
    const taken = { name: 'Ma Li', number: '1001' };
    expect(await joinSchool(store, file, { teacher: taken })).toMatchObject({ reason: 'number-taken' });
    expect(await identityOf(store)).toBeNull();
    mustBe(await joinSchool(store, file, { teacher: { name: 'Ma Li', number: '1009', group: 'English' } }));
    expect((await recordsOfKind<Group>(store, 'group')).map((group) => group.name).sort()).toEqual([
      'English',
      'Mathematics',
    ]);
    const { plan } = await takenIn(office.store, await schoolFile(store));
    expect(plan.changesOfSchool).toEqual([
      expect.objectContaining({ kind: 'teacher', change: 'added', name: 'Ma Li' }),
    ]);
    expect(await joinSchool(store, file, { teacher: ids.lin })).toMatchObject({ reason: 'school-exists' });
  });

  test('needs a file that holds the school', async () => {
    const { store } = await emptyDevice();
    const sheet = await observed(office.store, ids.lin);
    const file = await opened(await shareFile(office.store, { sheets: [sheet], to: [ids.lin], level: 'full' }));
    expect(await joinSchool(store, file, { teacher: ids.lin })).toMatchObject({ reason: 'file-no-school' });
  });
});

describe('a device that set up separately', () => {
  test('joins with everything it wrote, under the ids of the school', async () => {
    const store = await ownSchool();
    const mine = new Map((await roster(store)).map((teacher) => [teacher.name, teacher.id]));
    const sheet = await observed(store, mine.get('Zhou Jianguo') ?? '', { rubric: rubric.id }, { scores: SCORES });
    const me = (await identityOf(store))?.person.id ?? '';
    const draft = mustBe(await startDraft(store, me, { teacher: mine.get('Wang Min') ?? '' }));
    const before = await dumpOf(store);
    const { plan } = mustBe(await previewJoin(store, await opened(await schoolFile(office.store))));
    expect(plan).toMatchObject({
      me: { theirs: ids.lin },
      questions: [{ myName: 'Zhou Jianguo', theirName: 'Zhou Jian', number: '1001', same: false }],
      groups: { matched: ['Mathematics'], added: ['Languages'] },
      semesters: { matched: 2, added: 0 },
      sheets: 1,
      drafts: 1,
    });
    const question = plan.questions[0]?.mine ?? '';
    const result = mustBe(await joinExisting(store, plan, { [question]: true }));
    expect(await identityOf(store)).toMatchObject({ school: { id: office.school }, teacher: { id: ids.lin } });
    expect((await roster(store)).map((teacher) => teacher.name).sort()).toEqual([
      'Deng Ke',
      'Lin Yue',
      'Wang Min',
      'Zhou Jian',
    ]);
    const header = await store.db.headers.get(sheet);
    expect(header && decode(header.doc)).toMatchObject({
      teacher: ids.zhou,
      observer: ids.lin,
      teacherName: 'Zhou Jianguo',
    });
    const sealed = (await store.db.sheets.toArray()).map((row) => decode(row.doc));
    expect(sealed.every(isIntact)).toBe(true);
    expect(await store.db.entries.get([draft.id, 'field:teacher'])).toMatchObject({ value: ids.wang });
    expect(await store.db.drafts.get(draft.id)).toMatchObject({ author: result.me });
    expect(await recordsOfKind(store, 'alias')).not.toHaveLength(0);
    const old = mine.get('Lin Yue') ?? '';
    const records = (await dumpOf(store))['records']?.filter((row) => (row as { kind: string }).kind !== 'alias');
    expect(JSON.stringify(records)).not.toContain(old);
    await expectSound(store);
    await takenIn(office.store, await shareFile(store, { sheets: [sheet], to: [ids.zhou], level: 'full' }));
    expect(await office.store.db.ratings.count()).toBe(1);
    await expectSound(office.store);
    mustBe(await undoTakeIn(store, result.undo));
    expect(await dumpOf(store)).toEqual(before);
    expect((await identityOf(store))?.school.name).toBe('Typed on my own');
  });

  test('keeps two people apart when a person says that they are two', async () => {
    const store = await ownSchool();
    const { plan } = mustBe(await previewJoin(store, await opened(await schoolFile(office.store))));
    mustBe(await joinExisting(store, plan));
    expect(await roster(store)).toHaveLength(5);
    const memberships = await recordsOfKind<Membership>(store, 'membership');
    const known = new Set((await roster(store)).map((teacher) => teacher.id));
    expect(memberships.every((membership) => known.has(membership.teacher))).toBe(true);
  });
});

describe('a backup', () => {
  test('restores an empty device to the same state, with a clock of its own', async () => {
    const sheet = await observed(office.store, ids.lin, { rubric: rubric.id }, { scores: SCORES });
    const draft = mustBe(await startDraft(office.store, office.me, { teacher: ids.wang }));
    await saveEntry(office.store, fieldEntry(draft.id, 'topic', '面积', office.store.now()));
    await office.store.db.blobs.put({
      id: 'b1',
      type: 'image/png',
      bytes: new Uint8Array(394_000).map((_, i) => i % 251),
    });
    const incoming = await opened(await backupFile(office.store, true));
    const { store } = await emptyDevice();
    expect(mustBe(previewRestore(incoming)).preview).toMatchObject({ sheets: 1, drafts: 1, blobs: 1, me: ids.zhou });
    mustBe(await restoreBackup(store, incoming));
    expect(await dumpOf(store)).toEqual(await dumpOf(office.store));
    expect(await identityOf(store)).toEqual(await identityOf(office.store));
    mustBe(await startDraft(store, office.me, {}));
    const [nodes, headers] = [await store.db.meta.get('node'), await store.db.headers.get(sheet)];
    expect(nodes?.value).not.toEqual((await office.store.db.meta.get('node'))?.value);
    expect(headers).toBeDefined();
    await expectSound(store);
  });

  test('of many sheets restores every row, with headers and figures of each revision and rubric', async () => {
    const sheets = await manySheets();
    const incoming = await opened(await backupFile(office.store, true));
    const { store } = await emptyDevice();
    mustBe(await restoreBackup(store, incoming));
    expect(await dumpOf(store)).toEqual(await dumpOf(office.store));
    expect(await store.db.headers.count()).toBe(MANY);
    expect(await store.db.ratings.count()).toBe(MANY - sheets.unrated);
    expect((await store.db.headers.get(sheets.revised))?.doc).toMatchObject({ stored: { rev: 2, topic: 'Said anew' } });
    await expectSound(store);
  });

  test('of many sheets, previewed before the first one was here, is held against what came in between', async () => {
    const sheets = await manySheets();
    const backup = await opened(await backupFile(office.store));
    const device = await joined(await schoolFile(office.store), ids.lin, [rubric]);
    devices.push(device);
    const { plan } = mustBe(await previewTakeIn(device.store, backup));
    const newer = aRevisionOf(sheets.newest, { snapshot: aSnapshot({ topic: 'Once more' }) });
    await loadBatch(device.store, { sheets: [sheets.newest, newer] }, new Map([[rubric.id, rubric]]));
    mustBe(await takeIn(device.store, plan));
    expect((await device.store.db.headers.get(sheets.revised))?.doc).toMatchObject({ stored: { topic: 'Once more' } });
    expect(await device.store.db.headers.count()).toBe(MANY);
    await expectSound(device.store);
  });

  test('of a large school that is cancelled while it is written leaves nothing, and can be begun again', async () => {
    const sheet = await observed(office.store, ids.lin, { rubric: rubric.id }, { scores: SCORES });
    const incoming = await opened(await backupFile(office.store));
    const many = Array.from({ length: 2100 }, (_, i) => aLesson({ id: `lesson-${i}`, teacher: ids.lin, stamp: '' }));
    incoming.records.push(...many);
    const { store } = await emptyDevice();
    const abort = new AbortController();
    const onprogress = (share: number) => {
      if (share > 0.8) abort.abort();
    };
    expect(await restoreBackup(store, incoming, { signal: abort.signal, onprogress })).toMatchObject({
      reason: 'cancelled',
    });
    const left = await Promise.all(store.db.tables.filter(({ name }) => name !== 'meta').map((table) => table.count()));
    expect(left.every((count) => count === 0)).toBe(true);
    expect(await identityOf(store)).toBeNull();
    const shares: number[] = [];
    mustBe(await restoreBackup(store, incoming, { onprogress: (share) => shares.push(share) }));
    expect(await store.db.lessons.count()).toBe((await office.store.db.lessons.count()) + 2100);
    expect((await store.db.headers.get(sheet))?.observer).toBe(ids.zhou);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    await expectSound(store);
  });

  test('is merged into a device that went on, whose own drafts lose nothing', async () => {
    const draft = mustBe(await startDraft(office.store, office.me, { topic: 'old' }));
    const gone = mustBe(await startDraft(office.store, office.me, { topic: 'lost' }));
    const sheet = await observed(office.store, ids.lin);
    const backup = await backupFile(office.store);
    await office.store.db.drafts.delete(gone.id);
    await office.store.db.sheets.clear();
    await office.store.db.headers.clear();
    await saveEntry(office.store, fieldEntry(draft.id, 'topic', 'new', office.store.now()));
    const { plan } = await takenIn(office.store, backup);
    expect(plan.drafts).toEqual({ added: 1, kept: 1 });
    expect(await office.store.db.entries.get([draft.id, 'field:topic'])).toMatchObject({ value: 'new' });
    expect(await office.store.db.entries.get([gone.id, 'field:topic'])).toMatchObject({ value: 'lost' });
    expect(await office.store.db.headers.get(sheet)).toBeDefined();
    await expectSound(office.store);
  });

  test('does not bring back a draft that was finished since', async () => {
    const draft = mustBe(await startDraft(office.store, office.me, {}));
    const backup = await backupFile(office.store);
    await office.store.db.drafts.delete(draft.id);
    const sheet = await observed(office.store, ids.lin);
    const header = await office.store.db.headers.get(sheet);
    if (header) await office.store.db.headers.put({ ...header, id: draft.id });
    expect((await takenIn(office.store, backup)).plan.drafts).toEqual({ added: 0, kept: 1 });
  });

  test('makes what existed only here safe, until something new is finished', async () => {
    await observed(office.store, ids.lin);
    expect(await backupState(office.store)).toMatchObject({ existOnlyHere: 1 });
    office.clock.now += 1000;
    mustBe(await noteBackup(office.store, 12));
    expect(await backupState(office.store)).toEqual({
      lastBackup: { at: office.clock.now, records: 12 },
      existOnlyHere: 0,
      drafts: 0,
    });
    office.clock.now += 1000;
    await observed(office.store, ids.lin, { period: 5 });
    expect(await backupState(office.store)).toMatchObject({ existOnlyHere: 1 });
  });

  test('is the only file that is restored, and never over a school', async () => {
    const { store } = await emptyDevice();
    const school = await opened(await schoolFile(office.store));
    expect(await restoreBackup(store, school)).toMatchObject({ reason: 'file-no-backup' });
    const backup = await opened(await backupFile(office.store));
    expect(await restoreBackup(office.store, backup)).toMatchObject({ reason: 'school-exists' });
  });
});

describe('erasing a person', () => {
  test('leaves no name anywhere, keeps the lessons, and cannot be brought back by a backup', async () => {
    await observed(office.store, ids.wang, { rubric: rubric.id }, { scores: SCORES });
    const backup = await backupFile(office.store);
    expect(mustBe(await previewErase(office.store, ids.wang)).preview).toMatchObject({
      name: 'Wang Min',
      about: 1,
      by: 0,
      memberships: 1,
      isMe: false,
    });
    mustBe(await erasePerson(office.store, office.me, ids.wang));
    expect(JSON.stringify(await dumpOf(office.store))).not.toContain('Wang Min');
    expect(await office.store.db.ratings.count()).toBe(1);
    expect((await roster(office.store)).map((teacher: Teacher) => teacher.id)).not.toContain(ids.wang);
    await expectSound(office.store);
    await takenIn(office.store, backup);
    expect(JSON.stringify(await dumpOf(office.store))).not.toContain('Wang Min');
    await expectSound(office.store);
  });

  test('refuses the person who uses this device and whoever is not here', async () => {
    expect(await erasePerson(office.store, office.me, ids.zhou)).toMatchObject({ reason: 'teacher-is-you' });
    expect(await erasePerson(office.store, office.me, 'nobody')).toMatchObject({ reason: 'teacher-missing' });
  });
});
