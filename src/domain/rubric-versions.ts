import type { Id } from './ids.ts';
import type { Rubric } from './rubric.ts';

/** A version with its place in the history of its family. */
export interface RubricVersion {
  rubric: Rubric;
  /** 1 for the first; one more than the version it was made from. */
  number: number;
  /** No later version of the family was made from it. */
  newest: boolean;
  /** Another version was made from the same one. */
  branch: boolean;
}

/** All versions of one rubric, the newest first. */
export interface RubricFamily {
  family: Id;
  versions: RubricVersion[];
  /** Versions that nothing was made from; more than one when two people went on from the same version. */
  heads: RubricVersion[];
}

/** Rubric versions by family; families by the title of their newest version, versions newest first. */
export function familiesOf(rubrics: readonly Rubric[]): RubricFamily[] {
  const byFamily = new Map<Id, Rubric[]>();
  for (const rubric of rubrics) byFamily.set(rubric.family, [...(byFamily.get(rubric.family) ?? []), rubric]);
  return [...byFamily].map(([family, members]) => {
    const versions = versionsOf(members);
    return { family, versions, heads: versions.filter((version) => version.newest) };
  });
}

function versionsOf(members: readonly Rubric[]): RubricVersion[] {
  const byId = new Map(members.map((rubric) => [rubric.id, rubric]));
  const children = new Map<Id, number>();
  for (const { parent } of members) if (parent) children.set(parent, (children.get(parent) ?? 0) + 1);
  return members
    .map((rubric) => ({
      rubric,
      number: depthOf(rubric, byId),
      newest: !children.has(rubric.id),
      branch: rubric.parent !== null && byId.has(rubric.parent) && (children.get(rubric.parent) ?? 0) > 1,
    }))
    .sort((a, b) => b.number - a.number || b.rubric.created - a.rubric.created || (a.rubric.id < b.rubric.id ? -1 : 1));
}

/** Steps to the first known ancestor; a circle, which only damage can make, ends the count. */
function depthOf(rubric: Rubric, byId: ReadonlyMap<Id, Rubric>): number {
  const seen = new Set<Id>();
  let at: Rubric | undefined = rubric;
  while (at && !seen.has(at.id)) {
    seen.add(at.id);
    at = at.parent ? byId.get(at.parent) : undefined;
  }
  return seen.size;
}

/** What is taken out of use: a family, or one version of it. True = no longer offered. */
export type Retired = Readonly<Record<Id, boolean>>;

/** Whether a version is no longer offered for new observations, by itself or with its family. */
export function isRetired(rubric: Pick<Rubric, 'id' | 'family'>, retired: Retired): boolean {
  return retired[rubric.family] === true || retired[rubric.id] === true;
}

/** What a new observation may choose from. */
export interface RubricOffer {
  /** The newest version of each rubric in use; both, where two were made from the same version. */
  current: RubricVersion[];
  /** Versions that a newer one took the place of. */
  older: RubricVersion[];
}

/** The versions that new observations are offered: what is retired is left out. */
export function offerOf(rubrics: readonly Rubric[], retired: Retired): RubricOffer {
  const versions = familiesOf(rubrics)
    .flatMap((family) => family.versions)
    .filter(({ rubric }) => !isRetired(rubric, retired));
  return { current: versions.filter(({ newest }) => newest), older: versions.filter(({ newest }) => !newest) };
}
