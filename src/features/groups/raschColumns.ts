import type { ElementFigures } from '../../analysis/rubric-report.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import type { Column } from '../../ui/dataTable.ts';

/** With two decimals; a dash where there is nothing. */
export const two = (value: number | null): string => (value === null ? '–' : number(value, 2, true));

/** What specialists read of one element of the Rasch model; `measure` names the first column. */
export function raschColumns<Row extends ElementFigures>(measure: string): Column<Row>[] {
  return [
    {
      id: 'measure',
      header: measure,
      value: (row) => (row.extreme ? `${two(row.measure)} (${m.figures_rubric_edge()})` : two(row.measure)),
      numeric: true,
    },
    { id: 'se', header: m.figures_rubric_se(), value: (row) => two(row.se), numeric: true },
    { id: 'infit', header: 'Infit', value: (row) => two(row.infit), numeric: true },
    { id: 'outfit', header: 'Outfit', value: (row) => two(row.outfit), numeric: true },
    { id: 'n', header: m.figures_rubric_scores(), value: (row) => number(row.count), numeric: true },
  ];
}
