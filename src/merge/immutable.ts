import { canonicalJson } from '../domain/canonical.ts';
import { isIntact, isWithheld, type Sheet } from '../domain/sheet.ts';
import { fieldNames, joinFields, type Mergeable } from './join.ts';

/** What may change of a record whose content may not: stamped like any other field. */
const CHANGEABLE: ReadonlySet<string> = new Set(['about', 'audience', 'deleted']);

/**
 * Joins two copies of an immutable record. Content is expected to be the same; when it differs, one copy's content is kept
 * whole, never blended: a copy without withheld fields before one with, then the one whose id still is the hash of its
 * content, then the larger canonical JSON. That is a total order, so the order of arrival never matters.
 */
export function joinImmutable<R extends Mergeable>(a: R, b: R): R {
  const changing = [...fieldNames(a, b)].filter((name) => CHANGEABLE.has(name));
  const content = contentOf(a, b).kept;
  return { ...content, ...joinFields(a, b, changing) };
}

/** Whether two copies of an immutable record say different things, which they never should. */
export function contentDiffers(a: Mergeable, b: Mergeable): boolean {
  return contentOf(a, b).differs;
}

/** The name of a field of an immutable record that may still be changed. */
export function isChangeable(field: string): boolean {
  return CHANGEABLE.has(field);
}

function contentOf<R extends Mergeable>(a: R, b: R): { kept: Partial<R>; differs: boolean } {
  const names = [...fieldNames(a, b)].filter((name) => !CHANGEABLE.has(name));
  const [contentA, contentB] = [pick(a, names), pick(b, names)];
  const [jsonA, jsonB] = [canonicalJson(contentA), canonicalJson(contentB)];
  if (jsonA === jsonB) return { kept: contentA, differs: false };
  const [rankA, rankB] = [rankOf(a), rankOf(b)];
  const keepA = rankA === rankB ? jsonA > jsonB : rankA > rankB;
  // That a whole copy says more than one without scores is no contradiction.
  const differs = isPart(a) === isPart(b);
  return { kept: keepA ? contentA : contentB, differs };
}

/** 2 whole and genuine, 1 whole, 0 with fields withheld. */
function rankOf(record: Mergeable): number {
  if (isPart(record)) return 0;
  return isGenuine(record) ? 2 : 1;
}

function isPart(record: Mergeable): boolean {
  return record.kind === 'sheet' && isWithheld(record as unknown as Sheet);
}

function isGenuine(record: Mergeable): boolean {
  return record.kind !== 'sheet' || isIntact(record as unknown as Sheet);
}

function pick<R extends Mergeable>(record: R, names: readonly string[]): Partial<R> {
  const fields = record as unknown as Record<string, unknown>;
  const known = names.filter((name) => fields[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, fields[name]])) as Partial<R>;
}
