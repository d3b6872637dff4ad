import type { SchoolAgreement } from '../../analysis/school-agreement.ts';
import { schoolYearAround } from '../../analysis/school-year.ts';
import type { Id } from '../../domain/ids.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { loadBuiltinRubrics } from '../../rubrics/index.ts';
import { Live } from '../../store/live.svelte.ts';
import { agreementScope, type GroupAgreementScope } from '../../store/queries/agreement.ts';
import { FitError, fitsOf } from '../../workers/fits.ts';

/** Milliseconds without a further change after which the figures are worked out anew. */
const SETTLE = 1_000;
/** Milliseconds after which the page says that it is at work. */
const PATIENCE = 500;

/** Agreement of observers on one group's lessons, worked out beside the page; follows the records. */
export class GroupAgreement {
  found = $state.raw<{ year: SchoolAgreement[]; all: SchoolAgreement[] } | null>(null);
  failed = $state(false);
  /** Half a second has gone by without an answer. */
  waiting = $state(false);
  readonly #scope: Live<GroupAgreementScope | null>;
  #stale = $state(0);

  constructor(services: Services, group: Id) {
    const { store, identity, today } = services;
    this.#scope = new Live(() => agreementScope(store, identity.teacher, group, today));
    const fits = fitsOf(store, () => loadBuiltinRubrics(locale.current));
    // The worker's answers; a burst of changes is one.
    $effect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = fits.onchange(() => {
        clearTimeout(timer);
        timer = setTimeout(() => (this.#stale += 1), SETTLE);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    });
    // The scope in the database: asks the worker anew.
    $effect(() => {
      const scope = this.#scope.current;
      void this.#stale;
      if (!scope) return;
      const asking = new AbortController();
      const timer = setTimeout(() => (this.waiting = true), PATIENCE);
      const settled = () => {
        clearTimeout(timer);
        this.waiting = false;
      };
      const { members, semesters } = scope;
      fits.ask('agreement', { members, year: schoolYearAround(semesters, today) }, { signal: asking.signal }).then(
        (found) => {
          if (asking.signal.aborted) return;
          settled();
          this.found = found;
          this.failed = false;
        },
        (error: unknown) => {
          if (error instanceof FitError && error.reason === 'cancelled') return;
          settled();
          this.failed = true;
        },
      );
      return () => {
        clearTimeout(timer);
        asking.abort();
      };
    });
  }

  /** Undefined while it is being read, null for who may not see it. */
  get scope(): GroupAgreementScope | null | undefined {
    return this.#scope.current;
  }

  get scopeError(): unknown {
    return this.#scope.error;
  }
}
