import type { Id } from '../domain/ids.ts';
import type { TallyCell } from '../domain/rating.ts';
import type { Rubric } from '../domain/rubric.ts';
import { dimensionNames, type DimensionName } from './families.ts';
import { LIMITS } from './limits.ts';

/** The column of the whole sheet. */
export const WHOLE_SHEET = '*';

/**
 * What one field of the map says: nothing was scored; too few lessons to say; or the mean over lessons, 0–100. Always with
 * how many lessons stand behind it.
 */
export type HeatField =
  { state: 'none' } | { state: 'few'; lessons: number } | { state: 'mean'; mean: number; lessons: number };

/** A teacher × dimension map of one semester and one rubric family. */
export interface HeatMap {
  /** The dimensions in the order of the form. */
  columns: DimensionName[];
  /** By teacher, then by dimension (`WHOLE_SHEET` for the whole); teachers without a field are absent. */
  fields: ReadonlyMap<Id, ReadonlyMap<Id, HeatField>>;
}

/**
 * The map of a rubric family from tally cells in which each lesson stands once (`heatData`). Lesson kinds are added up; families never are. Below three
 * lessons a field gives no mean. Rows are not ordered here: they stand in roster order.
 */
export function heatMap(cells: readonly TallyCell[], family: Id, versions: readonly Rubric[]): HeatMap {
  const sums = new Map<Id, Map<Id, { n: number; lessons: number; sum: number }>>();
  const used = new Set<Id>();
  for (const cell of cells) {
    if (cell.family !== family) continue;
    if (cell.dimension !== WHOLE_SHEET) used.add(cell.dimension);
    const row = sums.get(cell.teacher) ?? new Map<Id, { n: number; lessons: number; sum: number }>();
    const field = row.get(cell.dimension) ?? { n: 0, lessons: 0, sum: 0 };
    field.n += cell.n;
    field.lessons += cell.lessons;
    field.sum += cell.sum;
    row.set(cell.dimension, field);
    sums.set(cell.teacher, row);
  }
  const fields = new Map(
    [...sums].map(([teacher, row]) => [
      teacher,
      new Map([...row].map(([dimension, field]) => [dimension, fieldOf(field)])),
    ]),
  );
  return { columns: dimensionNames(versions, used), fields };
}

/** The families in some cells, most lessons first, then by id. */
export function familiesInUse(cells: readonly TallyCell[]): Id[] {
  const lessons = new Map<Id, number>();
  for (const cell of cells) {
    if (cell.dimension === WHOLE_SHEET) lessons.set(cell.family, (lessons.get(cell.family) ?? 0) + cell.lessons);
  }
  return [...lessons].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([family]) => family);
}

/** Five steps of depth for a mean 0–100, for its colour; the number stands beside it. */
export function heatStep(mean: number): 1 | 2 | 3 | 4 | 5 {
  const cuts = [50, 65, 75, 85];
  return (cuts.filter((cut) => mean >= cut).length + 1) as 1 | 2 | 3 | 4 | 5;
}

function fieldOf({ n, lessons, sum }: { n: number; lessons: number; sum: number }): HeatField {
  if (n === 0) return { state: 'none' };
  if (lessons < LIMITS.lessons) return { state: 'few', lessons };
  return { state: 'mean', mean: (100 * sum) / n, lessons };
}
