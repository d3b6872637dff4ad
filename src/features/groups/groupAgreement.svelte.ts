import type { SchoolAgreement } from '../../analysis/school-agreement.ts';
import { schoolYearAround } from '../../analysis/school-year.ts';
import type { Id } from '../../domain/ids.ts';
import type { Services } from '../../parts/services.ts';
import { Live } from '../../store/live.svelte.ts';
import { agreementScope, type GroupAgreementScope } from '../../store/queries/agreement.ts';
import { WorkerFigure } from '../../workers/workerFigure.svelte.ts';

/** Agreement of observers on one group's lessons, worked out beside the page once it is known who may see it; follows the records. */
export class GroupAgreement {
  readonly figure: WorkerFigure<{ year: SchoolAgreement[]; all: SchoolAgreement[] }>;
  readonly #scope: Live<GroupAgreementScope | null>;

  constructor(services: Services, group: Id) {
    const { store, identity, today } = services;
    this.#scope = new Live(() => agreementScope(store, identity.teacher, group, today));
    this.figure = new WorkerFigure(services, (fits, { signal }) => {
      const scope = this.#scope.current;
      if (!scope) return null;
      const { members, semesters } = scope;
      return fits.ask('agreement', { members, year: schoolYearAround(semesters, today) }, { signal });
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
