import { afterEach, describe, expect, it } from 'vitest';
import type { FigureLine, GrowthFigure } from '../../analysis/figure.ts';
import type { DimensionGrowth } from '../../analysis/growth.ts';
import { LEFT_OUT_REASONS } from '../../analysis/counted.ts';
import type { MovedRubric } from '../../analysis/growth.ts';
import type { Semester } from '../../domain/semester.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { growthTable } from './growthTable.ts';
import { growthView } from './growthView.ts';
import {
  cautions,
  countWords,
  dimensionSentence,
  leftOutWords,
  mainSentence,
  mentoredSentences,
  movedSentences,
  shortWord,
  verdictWord,
  type GrowthNames,
} from './growthWords.ts';

afterEach(() => useLocale('en'));

function figure(more: Partial<GrowthFigure> = {}): GrowthFigure {
  return {
    stage: 'line',
    flags: [],
    verdict: 'no-clear-change',
    semesters: [],
    line: null,
    n: { lessons: 9, observers: 4, sheets: 11 },
    dots: [],
    ...more,
  };
}
function line(value: number, lower: number, upper: number): FigureLine {
  return {
    slope: { value, lower, upper },
    reliability: 0.7,
    bounded: false,
    pulled: 0,
    points: [
      { x: 0, value: 60, lower: 55, upper: 65 },
      { x: 1, value: 64, lower: 60, upper: 68 },
    ],
  };
}

describe('mainSentence', () => {
  it('says growth only with the verdict, and how sure it is', () => {
    expect(mainSentence(figure({ verdict: 'growing', line: line(3.94, 2.06, 5.8) }))).toBe(
      'Growing, by about 3.9 points a semester (95% sure: between 2.1 and 5.8).',
    );
  });

  it('turns the bounds of a decline round, so that the smaller comes first', () => {
    expect(mainSentence(figure({ verdict: 'lower', line: line(-4, -6, -2) }))).toContain(
      'about 4 points a semester (95% sure: between 2 and 6)',
    );
  });

  it('says no clear change with a true minus sign, and names doubt where the interval excludes 0 all the same', () => {
    expect(mainSentence(figure({ line: line(1, -0.5, 2.5) }))).toContain('between \u22120.5 and 2.5');
    expect(mainSentence(figure({ line: line(4, 1, 7) }))).toContain('differ too much');
  });

  it.each(['dots', 'term', 'means'] as const)('never speaks of growing at the stage “%s”', (stage) => {
    const sentence = mainSentence(figure({ stage, verdict: 'not-enough' }));
    expect(sentence).not.toMatch(/^Growing|^Lower/u);
    expect(sentence).toContain('9');
  });

  it('counts one lesson as one', () => {
    expect(mainSentence(figure({ stage: 'dots', n: { lessons: 1, observers: 1, sheets: 1 } }))).toContain(
      'is 1 scored lesson so far',
    );
  });

  it('tells that all lessons lie outside every semester', () => {
    expect(mainSentence(figure({ stage: 'dots', n: { lessons: 0, observers: 0, sheets: 0 } }))).toContain(
      'no semester',
    );
  });

  it.each(['en', 'zh-Hans', 'zh-Hant'] as const)('has its own words in %s', (language) => {
    useLocale(language);
    const words = (['growing', 'no-clear-change', 'lower', 'not-enough'] as const).map(verdictWord);
    expect(new Set(words).size).toBe(4);
    expect(words.every((word) => (language === 'en') === /^[a-z ]+$/u.test(word))).toBe(true);
  });
});

describe('cautions', () => {
  it('says that one observer saw everything, that the line was pulled, and that something runs off', () => {
    const school = {
      shift: 0,
      newLessonSd: 8,
      middle: [],
      n: { sheets: 900, teachers: 48, observers: 23 },
    };
    const pulled = { ...line(1, 0, 2), pulled: 0.3, bounded: true, school };
    const said = cautions({ figure: figure({ flags: ['one-observer'], line: pulled }), yRange: [0, 100] });
    expect(said.eyes).toContain('one pair of eyes');
    expect(said.drawing.join(' ')).toContain('30%');
    expect(cautions({ figure: figure(), yRange: [0, 100] })).toEqual({ eyes: '', drawing: [] });
  });
});

describe('dimensionSentence', () => {
  const dimension = (name: string | null, verdict: DimensionGrowth['verdict']) => ({
    ...figure({ verdict }),
    dimension: `${name}`,
    name,
  });

  it('names what grows, what is lower and what is open, in quotation marks', () => {
    expect(
      dimensionSentence(
        [
          dimension('Goals', 'growing'),
          dimension('Methods and aids', 'growing'),
          dimension('Tone', 'lower'),
          dimension('Time', 'not-enough'),
        ],
        'growing',
      ),
    ).toBe('Growing: “Goals” and “Methods and aids”. Lower than before: “Tone”. Not enough to say about “Time”.');
  });

  it('says nothing when nothing changed, or when nothing can be said of any', () => {
    expect(dimensionSentence([dimension('Goals', 'no-clear-change')], 'growing')).toBe('');
    expect(dimensionSentence([dimension('Goals', 'not-enough')], 'growing')).toBe('');
  });

  it('says that a change of the whole is clear in no single dimension', () => {
    const still = [dimension('Goals', 'no-clear-change'), dimension('Tone', 'no-clear-change')];
    expect(dimensionSentence(still, 'growing')).toContain('No single dimension shows it clearly by itself: 2 are read');
    expect(dimensionSentence(still, 'no-clear-change')).toBe('');
    expect(dimensionSentence([...still, dimension('Time', 'growing')], 'growing')).toBe('Growing: “Time”.');
  });
});

describe('leftOutWords', () => {
  const none = Object.fromEntries(LEFT_OUT_REASONS.map((reason) => [reason, 0])) as Parameters<
    typeof leftOutWords
  >[0]['leftOut'];

  it('counts what is not in the picture, and tells dots outside every semester apart', () => {
    expect(leftOutWords({ leftOut: { ...none, 'notes-only': 3, self: 1 } })).toBe(
      'Not in the picture: 3 observations with notes only and 1 self-observation.',
    );
    expect(leftOutWords({ leftOut: { ...none, 'no-semester': 2 } })).toBe(
      '2 lessons outside every semester are dots only.',
    );
    expect(leftOutWords({ leftOut: none })).toBe('');
  });
});

describe('growthTable', () => {
  const semester = (id: string, term: number) =>
    ({ id, schoolYear: 2025, term, terms: 2, name: '', start: '2025-09-01' }) as Semester;
  const names: GrowthNames = {
    semesters: new Map([
      ['a', semester('a', 1)],
      ['b', semester('b', 2)],
    ]),
    observers: new Map([['o', 'Zhou Jian']]),
    families: new Map([
      ['f', 'Form'],
      ['g', 'Other form'],
    ]),
  };
  const dot = (sheet: string, more = {}) => ({
    sheet,
    lesson: sheet,
    observer: 'o',
    date: '2025-10-10',
    x: 0,
    step: 0,
    semester: 'a',
    value: 71.26,
    lessonKind: 'open' as const,
    family: 'f',
    rubric: 'r',
    scored: 20,
    ...more,
  });
  const own = figure({
    dots: [dot('1'), dot('2', { semester: null, observer: 'gone' })],
    semesters: [
      {
        semester: 'a',
        x: 0,
        mean: 71.3,
        lower: null,
        upper: null,
        bounded: false,
        lessons: 1,
        observers: 1,
        sheets: 1,
      },
    ],
    line: line(1, 0, 2),
  });
  const axis = ['a', 'b'].map((id, x) => ({ semester: id, x, n: { lessons: 0, observers: 0, sheets: 0 } }));
  const table = growthTable(growthView(own, axis, [0, 100], { dots: [...own.dots, dot('3', { family: 'g' })] }), names);

  it('has a row for each semester, gaps too, and for each sheet, also those outside and of other rubrics', () => {
    expect(table.rows).toHaveLength(2 + 3);
    expect(table.rows.map((row) => row[0])).toEqual([
      '2025–2026, semester 1',
      '10 Oct 2025',
      '2025–2026, semester 2',
      '10 Oct 2025',
      '10 Oct 2025',
    ]);
    expect(table.rows[3]?.[1]).toContain('No semester yet');
    expect(table.rows[4]?.[1]).toContain('Other form');
  });

  it('gives means, intervals and the line, and says where there is no interval', () => {
    expect(table.rows[0]?.slice(2)).toEqual([
      '1 lesson · 1 observer',
      '71.3',
      'none from these lessons',
      '60 (55 to 65)',
    ]);
    expect(table.rows[1]?.slice(1)).toEqual(['Open lesson', 'Zhou Jian', '71.3', '', '']);
    expect(table.rows[2]?.[2]).toBe('no lesson');
  });

  it('holds what the school’s model draws beside the line, and where one more lesson may fall when that is shown', () => {
    const middle = [
      { semester: 0, lower: 52, upper: 71 },
      { semester: 1, lower: 54, upper: 73 },
    ];
    const school = { shift: 0, newLessonSd: 8, middle, n: { sheets: 900, teachers: 48, observers: 23 } };
    const view = growthView({ ...own, line: { ...line(1, 0, 2), school } }, axis, [0, 100]);
    const drawn = growthTable(view, names);
    expect(drawn.columns).toHaveLength(table.columns.length + 1);
    expect(drawn.rows[0]?.at(-1)).toBe('52 to 71');
    const next = growthTable({ ...view, nextLesson: true }, names);
    // √(5² + (1.96 · 8)²) = 16.5 about 60.
    expect(next.rows[0]?.at(-1)).toBe('43.5 to 76.5');
    expect(next.rows[1]?.slice(-3)).toEqual(['', '', '']);
  });

  it('names an observer that is no longer known', () => {
    expect(table.rows[3]?.[2]).toBe('Unknown observer');
  });

  it('has as many cells in each row as columns', () => {
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  });
});

describe('countWords', () => {
  it('counts lessons and observers', () => {
    expect(countWords({ lessons: 1, observers: 1 })).toBe('1 lesson · 1 observer');
    expect(countWords({ lessons: 24, observers: 7 })).toBe('24 lessons · 7 observers');
  });
});

describe('the school’s model', () => {
  const drawn = (shift: number) => {
    const school = { shift, newLessonSd: 8, middle: [], n: { sheets: 900, teachers: 48, observers: 23 } };
    return cautions({ figure: figure({ line: { ...line(1, 0, 2), school } }), yRange: [0, 100] }).drawing.join(' ');
  };
  it('says what it stands on, and before and after the correction for who observed', () => {
    expect(drawn(2.4)).toContain('48 teachers and 23 observers');
    expect(drawn(2.4)).toContain('2.4 points more mildly');
    expect(drawn(-2.4)).toContain('2.4 points more strictly');
    expect(drawn(0.1)).toContain('nothing to correct');
  });
  it('is not claimed for a line from one teacher’s lessons alone', () => {
    const said = cautions({ figure: figure({ line: line(1, 0, 2) }), yRange: [0, 100] }).drawing.join(' ');
    expect(said).toContain('this teacher’s lessons alone');
  });
  it('says nothing of change while the line is being worked out', () => {
    expect(mainSentence(figure({ stage: 'line', line: null, pending: true }))).toContain('being worked out');
    expect(shortWord({ verdict: 'not-enough', pending: true })).not.toContain('not enough');
  });
});

describe('scores that were moved', () => {
  const moved = (points: number, teachers: number): MovedRubric => ({
    ...{ family: 'old', title: 'Old form', points, se: 1, teachers },
    n: { lessons: 12, observers: 3, sheets: 14 },
  });

  it('are told with sign, interval, lessons and how many teachers were seen with both', () => {
    expect(movedSentences([moved(-4, 5)], 'New form').said).toBe(
      'Scores of “Old form” (12 lessons) count here moved by −4 points (95%: −6 to −2), onto the scale of “New form”. The school’s model estimates this; 5 teachers were observed with both in one semester.',
    );
    expect(movedSentences([moved(4, 5)], 'New form').said).toContain('moved by +4 points (95%: +2 to +6)');
    expect(movedSentences([moved(-0.01, 1)], null).said).toMatch(/by 0 points .* 1 teacher was observed/u);
  });

  it('say so where nobody was seen with both, and where the marks stand', () => {
    const { said, how } = movedSentences([moved(4, 0)], 'New form');
    expect(said).toContain('no teacher was observed with both');
    expect(how).toContain('stays at its own score');
  });

  it('are told in short where there are several, each of them one tap away', () => {
    const { said, each } = movedSentences([moved(-4, 5), { ...moved(3, 4), family: 'third' }], 'New form');
    expect(said).toBe('Scores of 2 other rubrics (24 lessons) count here moved onto the scale of “New form”.');
    expect(each).toHaveLength(2);
    expect(each[1]).toContain('+3 points');
  });

  it('are not spoken of where there are none', () => {
    expect(movedSentences([], 'New form')).toMatchObject({ said: '', each: [] });
    const none = { ...moved(4, 3), n: { lessons: 0, observers: 0, sheets: 0 } };
    expect(movedSentences([none], 'New form')).toMatchObject({ said: '', each: [] });
  });

  it.each(['en', 'zh-Hans', 'zh-Hant'] as const)('keep every figure in %s', (language) => {
    useLocale(language);
    for (const teachers of [0, 5]) {
      const { said } = movedSentences([moved(-4, teachers)], 'New form');
      for (const figure of ['Old form', 'New form', '12', '−4', '−6', '−2', ...(teachers ? ['5'] : [])])
        expect(said).toContain(figure);
    }
  });
});

describe('who mentored', () => {
  it('is told with the days and what it was about', () => {
    const times = { pairing: 'p', from: '2024-10-01', start: 0, end: 1 };
    expect(
      mentoredSentences([
        { ...times, mentor: 'Li Wei', domain: 'Classroom', to: '2025-07-10' },
        { ...times, mentor: null, domain: '', to: null },
      ]),
    ).toEqual([
      'Mentored by Li Wei · 1 Oct 2024 – 10 Jul 2025 · Classroom',
      'Mentored by a teacher no longer on the roster · Since 1 Oct 2024',
    ]);
  });
});
