import { dateOfInstant } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import {
  familiesOf,
  isRetired,
  type RubricOffer,
  type RubricVersion,
  type Retired,
} from '../../domain/rubric-versions.ts';
import { dateShort } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import type { SelectGroup, SelectOption } from '../../ui/options.ts';

/** "Version 2, 3 Nov 2025", with a word when somebody else went on from the same version. */
export function versionName({ rubric, number, branch }: RubricVersion): string {
  const day = dateShort(dateOfInstant(rubric.created));
  return branch ? m.editor_version_branch({ n: String(number), day }) : m.editor_version({ n: String(number), day });
}

/**
 * What a new observation may choose: the newest version of each rubric of the school, the templates in use, then older
 * versions in a group of their own. `chosen` stays in the list even when it is no longer offered.
 */
export function rubricChoices(
  { current, older, retired }: RubricOffer & { retired: Retired },
  templates: readonly { id: Id; title: string }[],
  chosen: { id: Id; title: string } | null,
): (SelectOption | SelectGroup)[] {
  const own = current.map((version) => ({ value: version.rubric.id, label: labelOf(version, current) }));
  const shipped = templates
    .filter((template) => !isRetired({ id: template.id, family: familyOfTemplate(template.id) }, retired))
    .map(({ id, title }) => ({ value: id, label: title }));
  const before = older.map((version) => ({
    value: version.rubric.id,
    label: m.editor_title_version({ title: version.rubric.title, version: versionName(version) }),
  }));
  const known = [...own, ...shipped, ...before];
  const kept =
    chosen && !known.some(({ value }) => value === chosen.id) ? [{ value: chosen.id, label: chosen.title }] : [];
  const group = { label: m.editor_older_versions(), options: before };
  return [...own, ...shipped, ...kept, ...(before.length > 0 ? [group] : [])];
}

/** Versions by title for a choice among all of them, retired ones too; one that shares its title says which it is. */
export function versionOptions(rubrics: readonly Rubric[]): SelectOption[] {
  const versions = familiesOf(rubrics).flatMap((family) => family.versions);
  return versions.map((version) => ({ value: version.rubric.id, label: labelOf(version, versions) }));
}

/** The family of a template that ships: its id without the version. */
export function familyOfTemplate(id: Id): Id {
  return id.replace(/@\d+$/u, '');
}

/** The title; with its version where two newest ones are called alike. */
function labelOf(version: RubricVersion, all: readonly RubricVersion[]): string {
  const { title } = version.rubric;
  return all.filter(({ rubric }) => rubric.title === title).length > 1
    ? m.editor_title_version({ title, version: versionName(version) })
    : title;
}
