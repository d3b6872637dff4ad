import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import type { Assessment, Goal, Meeting } from '../../domain/mentoring.ts';
import { semesterOfDate, type Semester } from '../../domain/semester.ts';
import type { PairingDetail, PairingObservation, PairingSide, PairingStep } from '../../store/queries/pairings.ts';

/** One line of the timeline. */
export type TimelineEntry =
  | { type: 'lesson'; key: string; date: PlainDate; side: PairingSide; header: SheetHeader }
  | { type: 'meeting'; key: string; date: PlainDate; meeting: Meeting }
  | { type: 'assessment'; key: string; date: PlainDate; assessment: Assessment }
  | { type: 'step'; key: string; date: PlainDate; step: PairingStep }
  | { type: 'step-closed'; key: string; date: PlainDate; step: PairingStep }
  | { type: 'goal'; key: string; date: PlainDate; goal: Goal }
  | { type: 'begun' | 'ended'; key: string; date: PlainDate };

/** A stretch of the timeline in one semester, or outside every semester. */
export interface TimelineSection {
  key: string;
  semester: Semester | null;
  /** Outside, with semesters before and after it: holidays, not days whose semester is still to be made. */
  between: boolean;
  /** Lessons that each side observed of the other, each once, those that are not listed included. */
  lessons: Record<PairingSide, number>;
  /** Newest first. */
  entries: TimelineEntry[];
  /** Lessons that count but are not open to the person who looks. */
  unlisted: number;
}

/** What a timeline is made of. */
export type TimelineSource = Pick<
  PairingDetail,
  'pairing' | 'observations' | 'meetings' | 'assessments' | 'steps' | 'semesters'
>;

/** Everything that happened in a pairing up to a day, newest first, in stretches of one semester each. */
export function timelineOf(source: TimelineSource, today: PlainDate): TimelineSection[] {
  const { observations, semesters } = source;
  const items: { date: PlainDate; observation: PairingObservation | null; entry: TimelineEntry | null }[] = [
    ...observations.map((observation) => ({ date: observation.date, observation, entry: lessonEntry(observation) })),
    ...entriesOf(source)
      .filter((entry) => entry.date <= today)
      .map((entry) => ({ date: entry.date, observation: null, entry })),
  ];
  // Stable: lessons of a day keep the order in which they were asked for.
  items.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const stretches: { semester: Semester | null; items: typeof items }[] = [];
  for (const item of items) {
    const semester = semesterOfDate(semesters, item.date);
    const open = stretches.at(-1);
    if (open && open.semester?.id === semester?.id) open.items.push(item);
    else stretches.push({ semester, items: [item] });
  }
  return stretches.map(({ semester, items: own }, index) => {
    const seen = own.flatMap(({ observation }) => observation ?? []);
    return {
      key: `${index}-${semester?.id ?? ''}`,
      semester,
      between: semester === null && liesBetween(semesters, own[0]?.date),
      lessons: countLessons(seen),
      entries: own.flatMap(({ entry }) => entry ?? []),
      unlisted: new Set(seen.filter(({ header }) => header === null).map(({ lesson }) => lesson)).size,
    };
  });
}

function liesBetween(semesters: readonly Semester[], date: PlainDate | undefined): boolean {
  if (date === undefined) return false;
  return semesters.some(({ end }) => end < date) && semesters.some(({ start }) => start > date);
}

function lessonEntry({ side, header, date }: PairingObservation): TimelineEntry | null {
  return header && { type: 'lesson', key: `lesson ${header.id}`, date, side, header };
}

/** Everything but the lessons. Of one day the end stands above what led to it, the beginning below. */
function entriesOf({ pairing, meetings, assessments, steps }: TimelineSource): TimelineEntry[] {
  return [
    ...(pairing.endedOn ? [{ type: 'ended' as const, key: 'ended', date: pairing.endedOn }] : []),
    ...assessments.map((assessment) => ({
      type: 'assessment' as const,
      key: assessment.id,
      date: assessment.date,
      assessment,
    })),
    ...Object.entries(pairing.goals).flatMap(([id, goal]) =>
      goal.done ? [{ type: 'goal' as const, key: id, date: goal.done, goal }] : [],
    ),
    ...meetings.map((meeting) => ({ type: 'meeting' as const, key: meeting.id, date: meeting.date, meeting })),
    ...steps.flatMap((step): TimelineEntry[] => [
      ...(step.step.closedOn
        ? [{ type: 'step-closed' as const, key: `closed ${step.step.id}`, date: step.step.closedOn, step }]
        : []),
      { type: 'step', key: step.step.id, date: step.agreedOn, step },
    ]),
    { type: 'begun', key: 'begun', date: pairing.from },
  ];
}

function countLessons(observations: readonly PairingObservation[]): Record<PairingSide, number> {
  const lessons = { mentor: new Set<Id>(), mentee: new Set<Id>() };
  for (const { side, lesson } of observations) lessons[side].add(lesson);
  return { mentor: lessons.mentor.size, mentee: lessons.mentee.size };
}
