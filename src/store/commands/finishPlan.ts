import { dateOfInstant, isPlainDate, type Instant } from '../../domain/date.ts';
import {
  endClock,
  isShared,
  lessonMs,
  type Draft,
  type DraftEntry,
  type DraftFields,
  type LessonClock,
} from '../../domain/draft.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { isSameClass, type Lesson } from '../../domain/lesson.ts';
import { indicatorsOf, isNotesOnly, type Rubric } from '../../domain/rubric.ts';
import { checkScore, notLookedAt, scoreKey, tallyScores, type Scores } from '../../domain/score.ts';
import type { Sheet, SheetContent, SheetSnapshot } from '../../domain/sheet.ts';
import type { DraftRow } from '../db.ts';
import type { Identity } from '../identity.ts';
import { failure, type Failure } from '../reasons.ts';

/** Everything that finishing needs, read before the transaction. */
export interface Prepared {
  row: DraftRow;
  entries: DraftEntry[];
  draft: Draft;
  rubric: Rubric | null;
  identity: Identity;
  snapshot: SheetSnapshot;
}

/** What a person has to mend or confirm before the sheet can be sealed; null when nothing. */
export function checkPrepared({ draft, rubric, snapshot }: Prepared, gapsConfirmed: boolean): Failure | null {
  const { fields } = draft;
  if (!snapshot.teacherName) return failure('teacher-missing');
  if (!isPlainDate(fields.date)) return failure('date-invalid');
  if (!rubric || isNotesOnly(rubric)) return null;
  const scores = effectiveScores(draft, rubric);
  for (const [key, value] of Object.entries(scores)) {
    const problem = checkScore(rubric, key.slice(0, key.lastIndexOf('/')), value);
    if (problem) return { ok: false, ...problem };
  }
  const tally = tallyScores(rubric, scores);
  if (tally.unscored > 0 && !gapsConfirmed)
    return failure('gaps', { unscored: tally.unscored, indicators: tally.indicators });
  return null;
}

/** The scores with everything outside the focus as "not looked at", unless it was scored all the same. */
export function effectiveScores(draft: Pick<Draft, 'scores' | 'fields'>, rubric: Rubric): Scores {
  const known = new Set(indicatorsOf(rubric).map((indicator) => indicator.id));
  const scores: Scores = {};
  for (const id of notLookedAt(
    rubric,
    draft.fields.focus.filter((focus) => known.has(focus)),
  ))
    scores[scoreKey(id)] = 'nl';
  for (const [key, value] of Object.entries(draft.scores))
    if (known.has(key.slice(0, key.lastIndexOf('/')))) scores[key] = value;
  return scores;
}

/**
 * Which of the lessons in the draft's slot (gathered into those that are one) a sheet of this class belongs to: the one of
 * that class; where either side names no class, the first that fits. `ask` where every one has another class, null where
 * there is none.
 */
export function lessonInSlot<L extends Pick<Lesson, 'klass'>>(
  groups: readonly (readonly L[])[],
  klass: string,
): readonly L[] | 'ask' | null {
  const [first] = groups;
  if (!first) return null;
  if (!klass.trim()) return first;
  const ofClass = groups.find((group) => group.some((lesson) => isSameClass(lesson.klass, klass)));
  return ofClass ?? groups.find((group) => group.every((lesson) => !lesson.klass.trim())) ?? 'ask';
}

/** The sheet to be sealed: what goes out of the draft, as it stood at an instant. */
export function contentOf(prepared: Prepared, lesson: Id, before: Sheet | null, now: Instant): SheetContent {
  const { draft, rubric, row, identity, snapshot } = prepared;
  const { fields, clock } = draft;
  const observed = clock.begunAt === null ? null : Math.round(lessonMs(clockAtEnd(prepared, now), now) / 60_000);
  const known = new Set(rubric ? indicatorsOf(rubric).map((indicator) => indicator.id) : []);
  return {
    sheet: row.id,
    rev: (before?.rev ?? 0) + 1,
    supersedes: before?.id ?? null,
    reopenReason: row.reopenReason,
    lesson,
    teacher: fields.teacher,
    observer: identity.teacher.id,
    role: roleIn(fields, identity.teacher.id),
    date: fields.date,
    period: fields.period,
    lessonKind: fields.lessonKind,
    rubric: rubric?.id ?? null,
    rubricFamily: rubric?.family ?? null,
    focus: fields.focus,
    focusText: fields.focusText.trim(),
    scores: rubric ? effectiveScores(draft, rubric) : {},
    bonus: fields.bonus,
    notes: draft.notes
      .filter((note) => isShared(note) && note.text.trim())
      .map((note) => ({
        id: note.id,
        t: note.t === null ? null : note.t + clock.offset,
        text: note.text,
        // Links to indicators of a rubric that was exchanged for this one mean nothing here.
        indicators: note.indicators.filter((indicator) => known.has(indicator)),
      })),
    stages: draft.stages.map(({ t, stage }) => ({ t: t + clock.offset, stage })),
    strengths: fields.strengths.trim(),
    suggestions: fields.suggestions.trim(),
    overall: fields.overall.trim(),
    minutes: fields.afterwards ? fields.minutes : (before?.minutes ?? observed),
    afterwards: fields.afterwards,
    entered: dateOfInstant(now),
    sealedAt: now,
    snapshot,
    salt: newId(),
  };
}

/** "Self" is a matter of fact, not of choice: a sheet about somebody else must not drop out of their figures. */
function roleIn({ teacher, role }: DraftFields, me: Id): DraftFields['role'] {
  if (teacher === me) return 'self';
  return role === 'self' ? 'peer' : role;
}

/** The lesson ended when Finish was pressed; writing the summary is no lesson time. */
export function clockAtEnd({ draft, entries }: Pick<Prepared, 'draft' | 'entries'>, now: Instant): LessonClock {
  const finish = entries.find((entry) => entry.type === 'field' && entry.name === 'step' && entry.value === 'finish');
  return endClock(draft.clock, now, finish?.at ?? null);
}
