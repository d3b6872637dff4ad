import { listIdOf, semesterIdOf, type Id } from '../../src/domain/ids.ts';
import type { ClassList, NameList, PeriodList, SwappedDays } from '../../src/domain/list.ts';
import type { Group, Membership, Person, Teacher } from '../../src/domain/people.ts';
import type { School } from '../../src/domain/school.ts';
import { termsOfSchoolYear, type Semester } from '../../src/domain/semester.ts';
import { anEnvelope } from './ids.ts';

/** A Chinese school with lessons of 40 minutes. */
export function aSchool(more: Partial<School> = {}): School {
  return {
    ...anEnvelope('school'),
    name: 'Willow Street School',
    schoolKind: 'china',
    lessonMinutes: 40,
    sharing: 'comments',
    stages: ['Opening', 'New content', 'Practice', 'Summary', 'Homework'],
    ...more,
  };
}

/** A teacher on the roster without a number. */
export function aTeacher(more: Partial<Teacher> = {}): Teacher {
  return {
    ...anEnvelope('teacher'),
    name: 'Lin Yue',
    number: '',
    reading: '',
    subjects: ['Mathematics'],
    title: 'second',
    honours: [],
    posts: {},
    serviceStart: '2018-09-01',
    status: 'active',
    leftOn: null,
    order: 0,
    ...more,
  };
}

/** The person who is a teacher. */
export function aPerson(more: Partial<Person> = {}): Person {
  return { ...anEnvelope('person'), teacher: 'teacher-1', name: 'Lin Yue', ...more };
}

/** A teaching-research group. */
export function aGroup(more: Partial<Group> = {}): Group {
  return { ...anEnvelope('group'), name: 'Mathematics', type: 'subject', order: 0, ...more };
}

/** A membership without an end. */
export function aMembership(more: Partial<Membership> = {}): Membership {
  return {
    ...anEnvelope('membership'),
    teacher: 'teacher-1',
    group: 'group-1',
    role: 'member',
    from: null,
    to: null,
    ...more,
  };
}

/** A semester; by default the autumn of 2025. */
export function aSemester(more: Partial<Semester> = {}): Semester {
  const [autumn] = termsOfSchoolYear('china', 2025);
  return {
    ...anEnvelope('semester'),
    ...(autumn ?? { schoolYear: 2025, term: 1, terms: 2, start: '2025-09-01', end: '2026-01-31' }),
    name: '',
    ...more,
  };
}

/** All semesters of school years of a Chinese school, with the ids that two devices would agree on. */
export function semestersOf(school: Id, ...schoolYears: number[]): Semester[] {
  return schoolYears.flatMap((year) =>
    termsOfSchoolYear('china', year).map((term) => aSemester({ ...term, id: semesterIdOf(school, year, term.term) })),
  );
}

/** A list of names: grades, subjects or rooms. */
export function aNameList(list: NameList['list'], names: string[], school: Id = 'school-1'): NameList {
  const items = Object.fromEntries(names.map((name, order) => [`${list}-${order + 1}`, { name, order }]));
  return { ...anEnvelope('list'), id: listIdOf(school, list), list, items };
}

/** A list of classes. */
export function aClassList(items: ClassList['items'] = {}, school: Id = 'school-1'): ClassList {
  return { ...anEnvelope('list'), id: listIdOf(school, 'classes'), list: 'classes', items };
}

/** Morning reading without a number, then four periods from 08:00, 40 minutes each with 10 between. */
export function aPeriodList(more: Partial<PeriodList> = {}): PeriodList {
  const bells = ['08:00-08:40', '08:50-09:30', '09:40-10:20', '10:30-11:10'];
  const items: PeriodList['items'] = {
    reading: { name: 'Morning reading', order: 0, number: null, start: '07:30', end: '07:50' },
  };
  bells.forEach((bell, i) => {
    const [start = '', end = ''] = bell.split('-');
    items[`period-${i + 1}`] = { name: `Period ${i + 1}`, order: i + 1, number: i + 1, start, end };
  });
  return { ...anEnvelope('list'), id: listIdOf('school-1', 'periods'), list: 'periods', items, ...more };
}

/** Swapped days by date. */
export function aSwappedDays(days: Record<string, SwappedDays['items'][string]['runs']> = {}): SwappedDays {
  const items = Object.fromEntries(
    Object.entries(days).map(([date, runs], order) => [`swap-${date}`, { name: '', order, date, runs }]),
  );
  return { ...anEnvelope('list'), id: listIdOf('school-1', 'swappedDays'), list: 'swappedDays', items };
}
