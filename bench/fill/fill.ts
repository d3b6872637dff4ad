import { dateOfInstant } from '../../src/domain/date.ts';
import { personIdOfTeacher, type Id } from '../../src/domain/ids.ts';
import { formatStamp } from '../../src/merge/stamp.ts';
import { benchRubric, generateSchool, type SampleSize, type SchoolBatch } from '../../src/sample/index.ts';
import { adoptIdentity, loadBatch } from '../../src/store/load.ts';
import { rebuildDirty } from '../../src/store/projections.ts';
import { closeStore, openStore, SCHOOL_DATABASE, type Store } from '../../src/store/store.ts';

/** What was stored, and who may be chosen to read it: persons by what they may see. */
interface Filled {
  sheets: number;
  ratings: number;
  teachers: number;
  readers: { office: Id; leader: Id };
}

/** Sheets in a transaction. */
const BATCH = 400;

/** Fills the school's own database with stated sheets; the page's title tells how far it is. */
async function fillSchool(size: Partial<SampleSize>): Promise<Filled> {
  const opened = await openStore({ name: SCHOOL_DATABASE, builtinRubric: async () => null, watchdog: 60_000 });
  if (!opened.ok) throw new Error(opened.reason);
  const { store } = opened;
  const school = await fillRecords(store, size);
  const teachers = school.teachers.map(({ id }) => id);
  for (const [i, teacher] of teachers.entries()) {
    await rebuildDirty(store, [teacher]);
    document.title = `tallies ${i + 1} of ${teachers.length}`;
  }
  // Last, so that a half-filled database is never opened by the app.
  await adoptIdentity(store, school.school.id, school.me.id);
  const [sheets, ratings] = await Promise.all([store.db.sheets.count(), store.db.ratings.count()]);
  closeStore(store);
  return { sheets, ratings, teachers: teachers.length, readers: readersOf(school) };
}

async function fillRecords(store: Store, size: Partial<SampleSize>): Promise<SchoolBatch> {
  const rubric = benchRubric();
  const rubrics = new Map([[rubric.id, rubric]]);
  let counter = 0;
  const stamp = (ms: number) => formatStamp({ ms, counter: (counter += 1) % 1_000_000, node: 'bench' });
  const today = dateOfInstant(Date.now());
  let school: SchoolBatch | null = null;
  const onprogress = (done: number, total: number) => (document.title = `sheets ${done} of ${total}`);
  const options = { ...size, today, locale: 'en' as const, rubrics: [rubric], rubric, stamp, batch: BATCH };
  for await (const batch of generateSchool(options, onprogress)) {
    // The app finds the rubric as one that the school published itself; a sample would stand under its banner.
    if (batch.part === 'school') {
      school = { ...batch, school: { ...batch.school, sample: false } };
      const others = batch.records.filter(({ kind }) => kind !== 'school');
      await loadBatch(store, { records: [school.school, ...others, rubric] }, rubrics);
    } else await loadBatch(store, batch, rubrics);
  }
  if (!school) throw new Error('The generator gave no school.');
  return school;
}

/** Somebody with a post that sees the whole school, and the leader of the first group. */
function readersOf({ me, teachers }: SchoolBatch): Filled['readers'] {
  const office = teachers.find(
    ({ posts, status }) =>
      status === 'active' &&
      Object.values(posts).some(
        ({ post, to }) => ['principal', 'vice-principal', 'dean'].includes(post) && to === null,
      ),
  );
  if (!office) throw new Error('Nobody in this school sees all of it.');
  return { office: personIdOfTeacher(office.id), leader: me.id };
}

Object.assign(window, { fillSchool });
document.title = 'ready';
