import { describe, expect, it } from 'vitest';
import { aRubric } from '../../tests/builders/index.ts';
import { tallyId, type TallyCell } from '../domain/rating.ts';
import { familiesInUse, heatMap, heatStep, WHOLE_SHEET } from './heatmap.ts';

function cell(more: Partial<TallyCell>): TallyCell {
  const key = {
    teacher: 'lin',
    semester: 's1',
    family: 'form',
    dimension: WHOLE_SHEET,
    lessonKind: 'ordinary' as const,
    ...more,
  };
  return { id: tallyId(key), n: 3, lessons: 3, sum: 2.4, sumSquares: 2, ...key };
}

describe('a field of the heat map', () => {
  const field = (...cells: TallyCell[]) => heatMap(cells, 'form', []).fields.get('lin')?.get(WHOLE_SHEET);

  it('is the mean over lessons 0–100 from three lessons on, kinds added up', () => {
    const open = cell({ lessonKind: 'open', n: 1, lessons: 1, sum: 0.3 });
    expect(field(cell({ n: 2, lessons: 2, sum: 1.8 }), open)).toEqual({
      state: 'mean',
      mean: 70,
      lessons: 3,
    });
  });

  it('gives no mean below three lessons, however many sheets', () => {
    expect(field(cell({ n: 9, lessons: 2, sum: 8 }))).toEqual({ state: 'few', lessons: 2 });
  });

  it('is absent where nothing was scored, and never takes a figure of another family', () => {
    expect(field(cell({ family: 'other' }))).toBeUndefined();
  });
});

it('has the dimensions in the order of the form, and one that no version knows without a name', () => {
  const rubric = aRubric();
  const [first, second] = rubric.dimensions;
  const cells = [second, first].map((dimension) => cell({ dimension: dimension?.id ?? '' }));
  const { columns } = heatMap([cell({ dimension: 'unknown' }), ...cells], 'form', [rubric]);
  expect(columns.map(({ dimension }) => dimension)).toEqual([first?.id, second?.id, 'unknown']);
  expect(columns.at(-1)?.name).toBeNull();
});

it('lists families by how many lessons they have', () => {
  const cells = [
    cell({ family: 'a', lessons: 2 }),
    cell({ family: 'b', lessons: 5 }),
    cell({ family: 'a', dimension: 'd', lessons: 99 }),
  ];
  expect(familiesInUse(cells)).toEqual(['b', 'a']);
});

it.each([
  [0, 1],
  [49.9, 1],
  [50, 2],
  [65, 3],
  [75, 4],
  [85, 5],
  [100, 5],
])('the depth for %d is %d', (mean, step) => {
  expect(heatStep(mean)).toBe(step);
});
