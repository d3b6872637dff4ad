import type { Snippet } from 'svelte';

/** One column of a data table. Cells come from `cell` where given, else from `value` as text. */
export interface Column<Row> {
  id: string;
  header: string;
  value?: ((row: Row) => string | number | null | undefined) | undefined;
  cell?: Snippet<[Row]> | undefined;
  /** Numbers: aligned at the end, in equal-width figures. */
  numeric?: boolean | undefined;
  /** This column names its row, for screen readers. */
  rowHeader?: boolean | undefined;
  /** Keeps its text on one line. */
  nowrap?: boolean | undefined;
}
