import type { Id } from '../domain/ids.ts';
import type { GrowthSheet } from './estimator.ts';

/** What all sheets of one lesson come to. */
export interface LessonValue {
  lesson: Id;
  semester: number;
  /** 0–100. */
  value: number;
  /** How many full sheets stand behind it (three indicators of twenty are .15 of a sheet). */
  fullSheets: number;
  sheets: number;
  /** Each observer's share in the value; the shares add up to 1. */
  shares: ReadonlyMap<Id, number>;
  announced: boolean;
}

type OfOneLesson = [GrowthSheet, ...GrowthSheet[]];

/**
 * One value a lesson: the mean of its sheets, each counted by how full it is, so that a colleague who looked at three
 * indicators does not outweigh one who scored them all. Two observers of one lesson are one lesson. Order: semester, then
 * lesson id. A sheet whose value is not a number is not counted.
 */
export function lessonValues(sheets: readonly GrowthSheet[]): LessonValue[] {
  const byLesson = new Map<Id, OfOneLesson>();
  for (const sheet of sheets) {
    if (!Number.isFinite(sheet.value) || !(sheet.fullness > 0)) continue;
    const group = byLesson.get(sheet.lesson);
    if (group) group.push(sheet);
    else byLesson.set(sheet.lesson, [sheet]);
  }
  return [...byLesson.values()]
    .map(lessonValue)
    .sort((a, b) => a.semester - b.semester || (a.lesson < b.lesson ? -1 : 1));
}

function lessonValue(sheets: OfOneLesson): LessonValue {
  const fullSheets = sheets.reduce((sum, sheet) => sum + sheet.fullness, 0);
  const [first] = sheets;
  const shares = new Map<Id, number>();
  let above = 0;
  for (const sheet of sheets) {
    above += (sheet.fullness / fullSheets) * (sheet.value - first.value);
    shares.set(sheet.observer, (shares.get(sheet.observer) ?? 0) + sheet.fullness / fullSheets);
  }
  return {
    lesson: first.lesson,
    semester: Math.min(...sheets.map((sheet) => sheet.semester)),
    value: first.value + above,
    fullSheets,
    sheets: sheets.length,
    shares,
    announced: sheets.some((sheet) => sheet.announced),
  };
}

/** The distinct observers of some lessons, in order of their ids. */
export function observersOf(lessons: readonly LessonValue[]): Id[] {
  return [...new Set(lessons.flatMap((lesson) => [...lesson.shares.keys()]))].sort();
}
