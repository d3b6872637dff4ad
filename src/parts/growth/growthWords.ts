import type { Verdict } from '../../analysis/estimator.ts';
import { placeOfDot, type FigureCounts, type GrowthDot, type GrowthFigure } from '../../analysis/figure.ts';
import type { DimensionGrowth, MovedRubric, RubricBreak, TeacherGrowth } from '../../analysis/growth.ts';
import type { Id } from '../../domain/ids.ts';
import type { Semester } from '../../domain/semester.ts';
import { dateShort, list, number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import { lessonKindName, semesterName, semesterShortName } from '../names.ts';
import type { GrowthWords } from './growthConfig.ts';
import { runsOff, type AxisTick, type GrowthView, type MentoredSpan } from './growthView.ts';

/** One of the four words that a growth figure may say. */
export function verdictWord(verdict: Verdict): string {
  return VERDICTS[verdict]();
}
const VERDICTS: Record<Verdict, () => string> = {
  growing: m.growth_verdict_growing,
  'no-clear-change': m.growth_verdict_no_clear_change,
  lower: m.growth_verdict_lower,
  'not-enough': m.growth_verdict_not_enough,
};

/** The short word beside a small chart; none as long as its line is being worked out. */
export function shortWord({ verdict, pending }: Pick<GrowthFigure, 'verdict' | 'pending'>): string {
  return pending ? m.growth_working() : verdictWord(verdict);
}

/** "24 lessons · 7 observers": stands beside every figure. */
export function countWords({ lessons, observers }: Pick<FigureCounts, 'lessons' | 'observers'>): string {
  return `${m.growth_lessons({ n: lessons })} · ${m.growth_observers({ n: observers })}`;
}

/** Points of 0–100 with one decimal at most, and a true minus sign. */
function points(value: number): string {
  return number(value, 1).replace(/^-/u, '\u2212');
}

/**
 * What a figure says in plain words: never more than its stage allows. `seen` is over how many semesters, where more stand behind the line
 * than have a mean.
 */
export function mainSentence(
  { stage, verdict, line, n, semesters, pending }: GrowthFigure,
  seen = semesters.length,
): string {
  if (pending) return m.growth_say_working({ n: n.lessons });
  if (stage === 'dots') return n.lessons === 0 ? m.growth_say_no_semester() : m.growth_say_dots({ n: n.lessons });
  if (stage === 'term') return m.growth_say_term({ n: n.lessons });
  if (stage === 'means') return m.growth_say_means({ n: n.lessons });
  if (!line) return m.growth_say_no_line();
  const { value, lower, upper } = line.slope;
  const span = { lower: points(lower), upper: points(upper) };
  if (verdict === 'growing') return m.growth_say_growing({ points: points(value), ...span });
  if (verdict === 'lower')
    return m.growth_say_lower({ points: points(-value), lower: points(-upper), upper: points(-lower) });
  if (lower > 0 || upper < 0) return m.growth_say_unsure({ n: seen, ...span });
  return m.growth_say_no_change({ n: seen, ...span });
}

/** What must be said beside it: who looked, and what the drawing leaves out. */
export function cautions(view: Pick<GrowthView, 'figure' | 'yRange'>): { eyes: string; drawing: string[] } {
  const { flags, line, semesters, n } = view.figure;
  const bounded = (line?.bounded ?? false) || semesters.some((semester) => semester.bounded);
  return {
    eyes: flags.includes('one-observer') && n.lessons > 0 ? m.growth_one_pair_of_eyes() : '',
    drawing: [...schoolWords(line), runsOff(view) ? m.growth_runs_off() : '', bounded ? m.growth_bounded() : ''].filter(
      Boolean,
    ),
  };
}

/** What the school's model did to a line: what it stands on, the correction for the observers, the pull to the mean. */
function schoolWords(line: GrowthFigure['line']): string[] {
  if (!line) return [];
  const { school, pulled, points: [first] = [] } = line;
  if (!school) return [m.growth_from_own_lessons()];
  const { teachers, observers } = school.n;
  const [size, last] = [Math.abs(school.shift), line.points.at(-1)];
  const ends = {
    before: points((last?.value ?? 0) + school.shift),
    after: points(last?.value ?? 0),
  };
  return [
    m.growth_from_school({ teachers, observers }),
    first && size >= 0.5
      ? school.shift > 0
        ? m.growth_shift_mild({ points: points(size), ...ends })
        : m.growth_shift_strict({ points: points(size), ...ends })
      : m.growth_shift_none(),
    pulled >= 0.005 ? m.growth_pulled({ share: number(100 * pulled) }) : '',
  ];
}

/**
 * What the dimensions say beside the verdict of the whole: which grow, which are lower, about which there is not enough to say; and that
 * the change of the whole is clear in none of them, which would otherwise look like a contradiction.
 */
export function dimensionSentence(dimensions: readonly DimensionGrowth[], whole: Verdict): string {
  // In quotation marks, since a dimension's name may itself be a list.
  const named = (verdict: Verdict) =>
    dimensions
      .filter((item) => item.verdict === verdict)
      .map(({ name }) => m.growth_quoted({ text: name ?? m.growth_unknown_dimension() }));
  const growing = named('growing');
  const lower = named('lower');
  const open = named('not-enough');
  const changed = whole === 'growing' || whole === 'lower';
  const still = dimensions.filter(({ verdict, pending }) => verdict === 'no-clear-change' && !pending);
  const unclear = dimensions.length > 1 && still.length === dimensions.length;
  return [
    changed && unclear ? m.growth_dimensions_none_alone({ n: dimensions.length }) : '',
    growing.length > 0 ? m.growth_dimensions_growing({ names: list(growing) }) : '',
    lower.length > 0 ? m.growth_dimensions_lower({ names: list(lower) }) : '',
    open.length > 0 && open.length < dimensions.length ? m.growth_dimensions_open({ names: list(open) }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Which sheets are not in the figures, and why. */
export function leftOutWords({ leftOut }: Pick<TeacherGrowth, 'leftOut'>): string {
  const parts = [
    leftOut['notes-only'] > 0 ? m.growth_out_notes({ n: leftOut['notes-only'] }) : '',
    leftOut.rehearsal > 0 ? m.growth_out_rehearsal({ n: leftOut.rehearsal }) : '',
    leftOut.self > 0 ? m.growth_out_self({ n: leftOut.self }) : '',
    leftOut['no-score'] > 0 ? m.growth_out_no_score({ n: leftOut['no-score'] }) : '',
    leftOut.other > 0 ? m.growth_out_other({ n: leftOut.other }) : '',
  ].filter(Boolean);
  const out = parts.length > 0 ? m.growth_left_out({ parts: list(parts) }) : '';
  const outside = leftOut['no-semester'] > 0 ? m.growth_out_no_semester({ n: leftOut['no-semester'] }) : '';
  return [out, outside].filter(Boolean).join(' ');
}

/** What names things on charts and in tables. */
export interface GrowthNames {
  semesters: ReadonlyMap<Id, Semester>;
  observers: ReadonlyMap<Id, string>;
  /** Titles of rubric families. */
  families: ReadonlyMap<Id, string | null>;
}

/** Why the line breaks: the rubric changed and nothing connects the two sides. */
export function breakSentence({ from, to, before }: RubricBreak, names: GrowthNames): string {
  const title = (family: Id) => names.families.get(family) ?? m.growth_unknown_rubric();
  const semester = names.semesters.get(before);
  return m.growth_break({ from: title(from), to: title(to), semester: semester ? semesterName(semester) : '' });
}

/** "Mentored by Li Wei": short enough for a lane of the chart. */
export function mentoredWords({ mentor }: Pick<MentoredSpan, 'mentor'>): string {
  return mentor === null ? m.growth_mentored_gone() : m.growth_mentored({ name: mentor });
}

/** The days of a pairing as far as they are over or agreed. */
export function mentoredDays({ from, to }: Pick<MentoredSpan, 'from' | 'to'>): string {
  return to === null
    ? m.mentoring_days_open({ from: dateShort(from) })
    : m.mentoring_days({ from: dateShort(from), to: dateShort(to) });
}

/** Who mentored the teacher, when and in what: the lanes of the chart in words. */
export function mentoredSentences(spans: readonly MentoredSpan[]): string[] {
  return spans.map((span) => [mentoredWords(span), mentoredDays(span), span.domain].filter(Boolean).join(' · '));
}

/** The normal quantile of 95 %. */
const REACH = 1.959963984540054;

/**
 * What was done to the scores of joined rubrics and from how much that is known, a sentence `each`; `said` is that of a single one, or all
 * of them in short; `how` is where it is seen. `scale` is the title of the figure's own rubric.
 */
export function movedSentences(
  moved: readonly MovedRubric[],
  scale: string | null,
): { said: string; how: string; each: string[] } {
  const shown = moved.filter(({ n }) => n.sheets > 0);
  const to = scale ?? m.growth_unknown_rubric();
  const each = shown.map((rubric) => movedSentence(rubric, to));
  const lessons = m.growth_lessons({ n: shown.reduce((sum, { n }) => sum + n.lessons, 0) });
  return {
    said: each.length > 1 ? m.growth_moved_several({ n: each.length, lessons, to }) : (each[0] ?? ''),
    how: m.growth_moved_how(),
    each,
  };
}

function movedSentence({ title, points: by, se, teachers, n }: MovedRubric, to: string): string {
  const words = {
    from: title ?? m.growth_unknown_rubric(),
    to,
    lessons: m.growth_lessons({ n: n.lessons }),
    points: signedPoints(by),
    lower: signedPoints(by - REACH * se),
    upper: signedPoints(by + REACH * se),
  };
  return teachers > 0 ? m.growth_moved({ ...words, n: teachers }) : m.growth_moved_by_way(words);
}

/** Points with their sign, also a plus: −4 is down, +4 is up. */
export function signedPoints(value: number): string {
  const text = points(value);
  return value > 0 && text !== '0' ? `+${text}` : text === '\u22120' ? '0' : text;
}

/** The words of a chart. */
export function wordsOf(names: GrowthNames): GrowthWords {
  return {
    kind: lessonKindName,
    tick: (tick) => {
      const known = names.semesters.get(tick.semester);
      return [known ? semesterShortName(known) : '', tickCount(tick)];
    },
    dot: (dot) => dotWords(dot, names),
    line: m.growth_legend_line(),
    middle: m.growth_legend_middle(),
    next: m.growth_legend_next(),
    mean: m.growth_legend_mean(),
    meanOnly: m.growth_legend_mean_only(),
    otherRubric: m.growth_legend_other(),
    movedRubric: m.growth_legend_moved(),
    mentored: mentoredWords,
    otherLine: m.growth_legend_other_line(),
    rubricChanged: m.growth_legend_break(),
  };
}

/** How many lessons a semester has in a figure, or why there are none. */
export function tickCount({ lessons, elsewhere }: Pick<AxisTick, 'lessons' | 'elsewhere'>): string {
  if (lessons > 0) return m.growth_lessons({ n: lessons });
  return elsewhere ? m.growth_legend_other() : m.growth_no_lessons();
}

function dotWords(dot: GrowthDot, { observers, families }: GrowthNames): string[] {
  return [
    `${points(dot.value)} · ${lessonKindName(dot.lessonKind)}`,
    ...(dot.moved ? [m.growth_dot_moved({ points: points(placeOfDot(dot)) })] : []),
    `${dateShort(dot.date)} · ${observers.get(dot.observer) ?? m.growth_unknown_observer()}`,
    ...(families.size > 1 ? [families.get(dot.family) ?? m.growth_unknown_rubric()] : []),
  ];
}
