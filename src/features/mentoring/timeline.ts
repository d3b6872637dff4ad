import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { semesterOfDate, type Semester } from '../../domain/semester.ts';
import type { PairingObservation, PairingSide } from '../../store/queries/pairings.ts';

/** One line of the timeline. */
export interface TimelineEntry {
  side: PairingSide;
  header: SheetHeader;
}

/** A stretch of the timeline in one semester; null = outside every semester. */
export interface TimelineSection {
  key: string;
  semester: Semester | null;
  /** Lessons that each side observed of the other, each once, those that are not listed included. */
  lessons: Record<PairingSide, number>;
  entries: TimelineEntry[];
  /** Lessons that count but are not open to the person who looks. */
  unlisted: number;
}

/** Cuts observations, newest first, into stretches of one semester each. */
export function timelineOf(
  observations: readonly PairingObservation[],
  semesters: readonly Semester[],
): TimelineSection[] {
  const stretches: { semester: Semester | null; observations: PairingObservation[] }[] = [];
  for (const observation of observations) {
    const semester = semesterOfDate(semesters, observation.date);
    const open = stretches.at(-1);
    if (open && open.semester?.id === semester?.id) open.observations.push(observation);
    else stretches.push({ semester, observations: [observation] });
  }
  return stretches.map(sectionOf);
}

function sectionOf(
  { semester, observations }: { semester: Semester | null; observations: PairingObservation[] },
  index: number,
): TimelineSection {
  const lessons = { mentor: new Set<Id>(), mentee: new Set<Id>() };
  for (const { side, lesson } of observations) lessons[side].add(lesson);
  const listed = observations.filter(({ header }) => header !== null);
  const hidden = observations.filter(({ header }) => header === null);
  return {
    key: `${index} ${semester?.id ?? ''}`,
    semester,
    lessons: { mentor: lessons.mentor.size, mentee: lessons.mentee.size },
    entries: listed.flatMap(({ side, header }) => (header ? [{ side, header }] : [])),
    unlisted: new Set(hidden.map(({ lesson }) => lesson)).size,
  };
}
