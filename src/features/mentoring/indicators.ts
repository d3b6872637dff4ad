import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { BUILTIN_IDS } from '../../rubrics/index.ts';
import { rubricById, schoolRubrics } from '../../store/rubrics.ts';
import type { Store } from '../../store/store.ts';
import type { ComboOption } from '../../ui/options.ts';

/** Every indicator of the rubrics at hand, as a choice: the school's own first, each once, dimension and rubric as hint. */
export async function indicatorOptions(store: Store): Promise<ComboOption[]> {
  const [own, builtin] = await Promise.all([
    schoolRubrics(store),
    Promise.all(BUILTIN_IDS.map((id) => rubricById(store, id))),
  ]);
  return optionsOf([...own.reverse(), ...builtin.filter((rubric) => rubric !== null)]);
}

/** The indicators of some rubrics as choices; of several versions the first that names an indicator. */
export function optionsOf(rubrics: readonly Rubric[]): ComboOption[] {
  const options = new Map<Id, ComboOption>();
  for (const { title, dimensions } of rubrics) {
    for (const { name, indicators } of dimensions) {
      for (const indicator of indicators) {
        if (options.has(indicator.id)) continue;
        options.set(indicator.id, { id: indicator.id, label: indicator.name, hint: `${name} · ${title}` });
      }
    }
  }
  return [...options.values()];
}
