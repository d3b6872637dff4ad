import { newId } from '../../src/domain/ids.ts';
import type { DraftFields } from '../../src/domain/draft.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { setUpSchool, type SchoolSetup } from '../../src/store/commands/school.ts';
import { closeStore, openStore, type Store } from '../../src/store/store.ts';

/** A fresh store of its own database, with a clock that the test moves. */
export interface TestStore {
  store: Store;
  /** The instant that the store sees; set it to move time. */
  clock: { now: number };
  close: () => Promise<void>;
}

/** Opens an empty store; the rubrics given are its built-in ones. */
export async function openTestStore(rubrics: readonly Rubric[] = [], name = `test-${newId()}`): Promise<TestStore> {
  const clock = { now: Date.UTC(2025, 9, 15, 2, 0) };
  const opened = await openStore({
    name,
    builtinRubric: async (id) => rubrics.find((rubric) => rubric.id === id) ?? null,
    now: () => clock.now,
  });
  if (!opened.ok) throw new Error(opened.reason);
  const { store } = opened;
  return {
    store,
    clock,
    close: async () => {
      closeStore(store);
      await store.db.delete();
    },
  };
}

/** What "Set up my school" gives for a small school of three teachers. */
export function aSchoolSetup(changes: Partial<SchoolSetup> = {}): SchoolSetup {
  return {
    school: {
      name: 'Riverside Primary',
      schoolKind: 'china',
      lessonMinutes: 40,
      stages: ['Introduction', 'New content'],
    },
    semesters: [
      { schoolYear: 2025, term: 1, terms: 2, start: '2025-09-01', end: '2026-01-31' },
      { schoolYear: 2025, term: 2, terms: 2, start: '2026-02-01', end: '2026-07-31' },
    ],
    me: { name: 'Zhou Jian', number: '1001', subjects: ['Mathematics'], group: 'Mathematics' },
    teachers: [
      { name: 'Lin Yue', number: '1002', subjects: ['Mathematics'], group: 'Mathematics' },
      { name: 'Wang Min', subjects: ['English'], group: 'English' },
    ],
    ...changes,
  };
}

/** A store with a small school set up. */
export async function openSchool(rubrics: readonly Rubric[] = []): Promise<TestStore & { me: string; school: string }> {
  const opened = await openTestStore(rubrics);
  const result = await setUpSchool(opened.store, aSchoolSetup());
  if (!result.ok) throw new Error(result.reason);
  return { ...opened, me: result.me, school: result.school };
}

/** The values of a draft before anything is typed. */
export function someDefaults(changes: Partial<DraftFields> = {}): DraftFields {
  return {
    teacher: null,
    guestName: '',
    guestSchool: '',
    lesson: null,
    date: '2025-10-15',
    period: null,
    klass: '',
    subject: '',
    topic: '',
    lessonKind: 'ordinary',
    lessonType: null,
    pupils: null,
    room: '',
    rubric: null,
    focus: [],
    focusText: '',
    role: 'peer',
    minutes: 40,
    strengths: '',
    suggestions: '',
    overall: '',
    bonus: {},
    afterwards: false,
    step: 'prepare',
    stages: [],
    unsentNote: '',
    ...changes,
  };
}
