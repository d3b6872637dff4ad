/**
 * The query part of an address such as `#/lessons?kind=open&text=area`: each named field as text, empty when it is
 * absent. Everything else in the query is ignored.
 */
export function queryOfHash<Field extends string>(hash: string, fields: readonly Field[]): Record<Field, string> {
  const query = new URLSearchParams(hash.split('?').slice(1).join('?'));
  return Object.fromEntries(fields.map((field) => [field, query.get(field) ?? ''])) as Record<Field, string>;
}

/** An address with a query of the values that are not empty. */
export function hashWithQuery(base: string, values: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
  return query ? `${base}?${query}` : base;
}
