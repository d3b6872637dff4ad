import type { ChartConfiguration } from 'chart.js';

export type { ChartConfiguration, ChartDataset, Point, ScriptableContext, TooltipItem } from 'chart.js';

/** The colours of the present theme, for a canvas, which cannot read CSS by itself. */
export interface ChartColours {
  paper: string;
  raised: string;
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  lineStrong: string;
  accent: string;
  accentSoft: string;
  good: string;
  warn: string;
  bad: string;
  /** Eight colours told apart with any colour vision, the accent first. Give each series a shape of its own too. */
  data: readonly string[];
  font: string;
}

/** Makes a chart's configuration in the given colours. Called again when anything reactive that it reads changes. */
export type ChartFactory = (colours: ChartColours) => ChartConfiguration;

/** The numbers behind a chart, as text already in the person's language. The first column names its row. */
export interface ChartTable {
  columns: readonly { header: string; numeric?: boolean | undefined }[];
  rows: readonly (readonly string[])[];
}
