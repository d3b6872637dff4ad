import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { m } from '../../i18n/messages.ts';
import { loadBuiltinRubrics } from '../../rubrics/index.ts';
import { Live } from '../../store/live.svelte.ts';
import { schoolRubrics } from '../../store/rubrics.ts';
import type { Store } from '../../store/store.ts';

/** Every rubric version that this device knows, in the reader's language: those that ship, then the school's own by age. */
export class FormsInUse {
  #builtin = $state.raw<readonly Rubric[] | null>(null);
  readonly #own: Live<Rubric[]>;

  constructor(store: Store) {
    this.#own = new Live(() => schoolRubrics(store));
    // The language: the names of the rubrics that ship are loaded in it.
    $effect(() => {
      let left = false;
      // Without their texts the columns have no names, and the page says so; it stands all the same.
      void loadBuiltinRubrics(locale.current).then(
        (rubrics) => !left && (this.#builtin = rubrics),
        () => !left && (this.#builtin = []),
      );
      return () => (left = true);
    });
  }

  /** Null until they are loaded. */
  get all(): readonly Rubric[] | null {
    const own = this.#own.current;
    if (!own || !this.#builtin) return null;
    return [...this.#builtin, ...[...own].sort((a, b) => a.created - b.created)];
  }

  /** The versions of a family, the latest last. */
  versions(family: Id): Rubric[] {
    return (this.all ?? []).filter((rubric) => rubric.family === family);
  }

  /** The name of a family's latest version; a plain word where this device has none of them, never the id. */
  title(family: Id): string {
    return this.versions(family).at(-1)?.title ?? m.groups_rubric_unknown();
  }
}
