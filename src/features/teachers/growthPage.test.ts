import { describe, expect, it } from 'vitest';
import { lessonLine } from '../../analysis/lesson-line.ts';
import { aTeacher, semestersOf } from '../../../tests/builders/index.ts';
import { readerOf } from '../../domain/access.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { RatingRow } from '../../domain/rating.ts';
import type { GrowthData } from '../../store/queries/growth.ts';
import { growthPage, leadsWithWords, newestLessons, rubricsNeeded, yearOfService } from './growthPage.ts';
import { estimatorFor, type Models } from '../../parts/growth/growthEstimator.ts';

const semesters = semestersOf('school', 2023, 2024, 2025);
function rating(id: string, date: string, more: Partial<RatingRow> = {}): RatingRow {
  return {
    id,
    lesson: `lesson ${id}`,
    teacher: 'lin',
    observer: 'zhou',
    date,
    rubric: 'r@1',
    family: 'r',
    lessonKind: 'ordinary',
    fraction: 0.7,
    scored: 20,
    dimensions: { goals: 0.7 },
    scores: new Float32Array(),
    ...more,
  };
}
function header(id: string, date: string, more: Partial<SheetHeader> = {}): SheetHeader {
  return {
    id,
    date,
    lesson: `lesson ${id}`,
    teacher: 'lin',
    observer: 'zhou',
    observerName: 'Zhou Jian',
    rubric: 'r@1',
    ...more,
  } as SheetHeader;
}
function data(ratings: RatingRow[], headers: SheetHeader[] = []): GrowthData {
  return {
    teacher: aTeacher({ id: 'lin' }),
    growth: 'full',
    ratings,
    headers,
    semesters,
    groups: [],
    memberships: [],
    lessonsAsOne: new Map(),
    mentored: [],
    access: readerOf({ me: 'lin', posts: [], pairings: [], memberships: [], today: '2025-10-20' }),
  };
}
const page = (given: GrowthData, chosen: string | null = null) =>
  growthPage(given, new Map(), chosen, '2025-10-20', lessonLine);

describe('growthPage', () => {
  it('has nothing to draw and nothing to say without a scored sheet', async () => {
    const view = await page(data([], [header('n', '2025-10-01', { rubric: null })]));
    expect(view.family).toBeNull();
    expect(view.main.kinds).toEqual([]);
    expect(view.figure.verdict).toBe('not-enough');
    expect(leadsWithWords(view.figure)).toBe(true);
  });

  const dates = ['2023-10-10', '2024-03-10', '2024-10-10', '2025-03-10', '2025-10-10', '2025-10-11'];
  const long = dates.map((date, n) => rating(`a${n}`, date));
  const other = rating('b', '2024-10-20', { rubric: 'q@1', family: 'q', dimensions: { tone: 0.5 } });

  it('shows the leading rubric, the others as marked dots, and the dimensions of that rubric only', async () => {
    const view = await page(data([...long, other]));
    expect(view.family).toBe('r');
    expect(view.main.otherDots.map((dot) => dot.sheet)).toEqual(['b']);
    expect(view.dimensions.map(({ dimension }) => dimension.dimension)).toEqual(['goals']);
    expect(view.figure.n.lessons).toBe(6);
    expect(leadsWithWords(view.figure)).toBe(false);
  });

  it('shows the rubric that was chosen, on the same axis', async () => {
    const [leading, chosen] = await Promise.all([page(data([...long, other])), page(data([...long, other]), 'q')]);
    expect(chosen.family).toBe('q');
    expect(chosen.figure.n.lessons).toBe(1);
    expect(chosen.dimensions.map(({ dimension }) => dimension.dimension)).toEqual(['tone']);
    expect(chosen.main.ticks.map((tick) => tick.x)).toEqual(leading.main.ticks.map((tick) => tick.x));
    expect(chosen.main.otherDots).toHaveLength(6);
  });

  it('does not press the small charts flat because another rubric gave a low score', async () => {
    const low = rating('b', '2024-10-20', { rubric: 'q@1', family: 'q', fraction: 0.05, dimensions: { tone: 0.05 } });
    const view = await page(data([...long, low]));
    expect(view.main.yRange[0]).toBe(0);
    expect(view.dimensions.map(({ view: { yRange } }) => yRange[0])).toEqual([50]);
  });

  it('falls back to the leading rubric when the chosen one is unknown', async () => {
    expect((await page(data(long), 'gone')).family).toBe('r');
  });

  it('draws the figure beyond a break, and only there', async () => {
    const after = ['2024-10-10', '2025-03-10', '2025-10-10'].map((date, n) =>
      rating(`new${n}`, date, { family: 'new', rubric: 'new@1' }),
    );
    const before = ['2023-10-10', '2023-11-10', '2024-03-10'].map((date, n) => rating(`old${n}`, date));
    const view = await page(data([...before, ...after]));
    expect(view.family).toBe('new');
    expect(view.growth.breaks).toHaveLength(1);
    expect(view.main.otherFigures.map((item) => item.family)).toEqual(['r']);
    expect((await page(data([...long, other]))).main.otherFigures).toEqual([]);
  });

  it('counts distinct lessons given this term, one’s own watching of oneself not among them', async () => {
    const headers = [
      header('1', '2025-10-01', { lesson: 'x' }),
      header('2', '2025-10-01', { lesson: 'x', observer: 'wang' }),
      header('3', '2025-10-02', { observer: 'lin' }),
      header('4', '2025-03-02'),
    ];
    const view = await page(data([], headers));
    expect(view.given).toBe(1);
    expect(view.term?.start).toBe('2025-09-01');
  });
});

describe('rubricsNeeded', () => {
  it('names each version once, notes only not at all', () => {
    const given = data(
      [rating('a', '2025-10-10')],
      [
        header('a', '2025-10-10'),
        header('n', '2025-10-11', { rubric: null }),
        header('q', '2025-10-12', { rubric: 'q@2' }),
      ],
    );
    expect(rubricsNeeded(given)).toEqual(['q@2', 'r@1']);
  });
});

describe('yearOfService', () => {
  it.each([
    ['2025-09-01', '2025-10-20', 1],
    ['2024-10-20', '2025-10-20', 2],
    ['2024-10-21', '2025-10-20', 1],
    ['1998-09-01', '2025-10-20', 28],
    ['2025-10-21', '2025-10-20', null],
    [null, '2025-10-20', null],
  ])('since %s, on %s: %s', (start, today, year) => {
    expect(yearOfService(start, today)).toBe(year);
  });
});

describe('newestLessons', () => {
  const one = { lesson: 'l1', date: '2025-10-10' };
  const headers = [
    header('a', '2025-10-10', { ...one, observer: 'zhou' }),
    header('b', '2025-10-10', { ...one, observer: 'wang' }),
    header('c', '2025-10-10', { ...one, lesson: 'l2', observer: 'gao' }),
    header('d', '2025-10-12', { lesson: 'l3' }),
  ];
  const rows = (asOne: [string, string][], limit = 6) =>
    newestLessons(headers, new Map(asOne), limit).map(({ header: { id }, observers }) => [id, observers]);

  it('has each lesson once, newest first, with how many observed it', () => {
    expect(rows([])).toEqual([
      ['d', 1],
      ['c', 1],
      ['a', 2],
    ]);
  });

  it('takes lessons that were recorded twice as one', () => {
    expect(rows([['l2', 'l1']])).toEqual([
      ['d', 1],
      ['a', 3],
    ]);
  });

  it('counts lessons, not sheets, to its limit, and is empty without a sheet', () => {
    expect(rows([['l2', 'l1']], 2)).toHaveLength(2);
    expect(newestLessons([], new Map(), 6)).toEqual([]);
  });
});

describe('who draws the lines', () => {
  const dates = ['2023-10-10', '2024-03-10', '2024-10-10', '2025-03-10', '2025-10-10', '2025-10-11'];
  const rows = dates.map((date, n) => rating(`s${n}`, date));
  const drawn = (growth: GrowthData['growth'], models: Models = new Map()) => {
    const given = { ...data(rows), growth };
    return growthPage(given, new Map(), null, '2025-10-20', estimatorFor(given, models));
  };

  it('is the school’s model for who may see all sheets: until it is there the line is awaited, and nothing is said', async () => {
    const { figure } = await drawn('full');
    expect(figure).toMatchObject({ stage: 'line', pending: true, line: null });
  });

  it('is the teacher’s own lessons where the school is too small for a model', async () => {
    const { figure } = await drawn('full', new Map([['*', []]]));
    expect(figure.pending).toBeUndefined();
    expect(figure.line?.school).toBeUndefined();
  });

  it('is never the school’s model for who sees only the own sheets again: it knows those of the others', async () => {
    const line = { value: 99, slope: 9, variance: 1, covariance: 0, slopeVariance: 1 };
    const own = {
      teacher: 'lin',
      family: rows[0]!.family,
      line,
      shift: 5,
      slopeReliability: 1,
      pulled: 0,
      from: 0,
      to: 9,
    };
    const model = {
      ...{
        families: [rows[0]!.family],
        familyShifts: [],
        familyDifferences: [],
        kindShifts: [],
        centre: 0,
        meanSlope: { value: 9, se: 1 },
      },
      ...{
        variances: { teacher: 1, slope: 1, covariance: 0, observer: 1, lesson: 0, residual: 1 },
        structure: 'correlated',
      },
      ...{
        teachers: [{ ...own, lessons: 6, observers: 1, sheets: 6 }],
        observers: [],
        converged: true,
        evaluations: 1,
      },
      ...{ n: { sheets: 90, lessons: 90, teachers: 9, observers: 3, semesters: 6 } },
      start: { components: [], residualVariance: 1 },
    } as const as never;
    const models: Models = new Map([['*', [model]]]);
    expect((await drawn('full', models)).figure.line?.slope.value).toBe(9);
    const { figure } = await drawn('own', models);
    expect(figure.line?.school).toBeUndefined();
    expect(figure.line?.slope.value).toBeLessThan(9);
  });
});
