import type { ComboOption } from './options.ts';

/**
 * How well an option answers a query: false or 0 not at all, larger is better; true counts as 1.
 * The query is what was typed, trimmed and never empty.
 */
export type ComboMatch<Option extends ComboOption> = (query: string, option: Option) => number | boolean;

/** Text as it is compared: compatibility forms folded (full-width digits and letters), lower case, no outer space. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase().trim();
}

/** The usual match: the label starting with the query is best, then a word of it or a keyword starting so, then text anywhere. */
export function matchByText(query: string, option: ComboOption): number {
  const wanted = folded(query);
  const label = folded(option.label);
  if (label === wanted) return 4;
  if (label.startsWith(wanted)) return 3;
  const rest = `${label} ${folded(option.hint ?? '')} ${folded(option.keywords ?? '')}`;
  if (` ${rest}`.includes(` ${wanted}`)) return 2;
  return rest.includes(wanted) ? 1 : 0;
}

/** The options that answer `query`, best first, equal ones in their own order; all of them when the query is empty. */
export function comboMatches<Option extends ComboOption>(
  query: string,
  options: readonly Option[],
  match: ComboMatch<Option> = matchByText,
): readonly Option[] {
  const wanted = query.trim();
  if (wanted === '') return options;
  const ranked = options
    .map((option) => ({ option, rank: Number(match(wanted, option)) }))
    .filter(({ rank }) => rank > 0);
  return ranked.sort((a, b) => b.rank - a.rank).map(({ option }) => option);
}
