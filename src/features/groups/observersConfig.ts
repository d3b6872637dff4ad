import type { ChartColours, ChartConfiguration } from '../../ui/chartTypes.ts';
import { severityWords, type ObserverRow } from './observerRows.ts';
import { whiskersConfig } from './whiskersConfig.ts';

/** Dots with whiskers in the order of the rows, the average observer as a dashed line; who has too little has a name and no dot. */
export function observersConfig(
  rows: readonly ObserverRow[],
  words: { axis: string; average: string },
  colours: ChartColours,
): ChartConfiguration {
  const bounds = rows.flatMap(({ severity }) => (severity ? [-severity.lower, severity.upper] : []));
  const reach = Math.ceil(Math.max(2, ...bounds) * 1.05);
  return whiskersConfig(
    rows.map(({ teacher, severity }) => ({
      name: teacher.name,
      told: severity && { value: severity.severity, lower: severity.lower, upper: severity.upper },
      words: severity ? `${teacher.name}: ${severityWords(severity)}` : '',
    })),
    { title: words.axis, min: -reach, max: reach, line: { at: 0, words: words.average } },
    colours,
  );
}
