import { calibrationResult, type CalibrationResult } from '../../analysis/calibration.ts';
import type { Calibration } from '../../domain/calibration.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { isSelfObservation, type Sheet } from '../../domain/sheet.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { Live } from '../../store/live.svelte.ts';
import { calibrationsOfObserver } from '../../store/queries/calibrations.ts';
import { rubricById } from '../../store/rubrics.ts';
import type { Store } from '../../store/store.ts';
import type { Services } from '../services.ts';

/** A sheet held against agreed scores. */
export interface Calibrated {
  sheet: Sheet;
  calibration: Calibration;
  rubric: Rubric;
  result: CalibrationResult;
}

/** Holds it; null where the sheet was scored on another form, or is of the observer's own lesson. */
export function calibrated(sheet: Sheet, calibration: Calibration, rubric: Rubric): Calibrated | null {
  if (sheet.rubricFamily !== rubric.family || isSelfObservation(sheet)) return null;
  return {
    sheet,
    calibration,
    rubric,
    result: calibrationResult(rubric, calibration.key, sheet.scores, calibration.rule),
  };
}

/** The rubrics of some ids in the language of the screen (a lazy chunk); one that this device does not know is left out. */
export class RubricTexts {
  #found = $state.raw<ReadonlyMap<Id, Rubric>>(new Map());

  constructor(store: Store, ids: () => readonly Id[]) {
    const wanted = $derived([...new Set(ids())].sort().join(' '));
    $effect(() => {
      const now = wanted.split(' ').filter(Boolean);
      void locale.current;
      let gone = false;
      void Promise.all(now.map((id) => rubricById(store, id).catch(() => null))).then((found) => {
        if (!gone) this.#found = new Map(found.flatMap((rubric) => (rubric ? [[rubric.id, rubric]] : [])));
      });
      return () => void (gone = true);
    });
  }

  of(id: Id): Rubric | null {
    return this.#found.get(id) ?? null;
  }
}

/** How an observer came out over all calibrations, the latest lesson first, as far as the person may see it. */
export class ObserverCalibrations {
  readonly #live: Live<Awaited<ReturnType<typeof calibrationsOfObserver>>>;
  readonly #rubrics: RubricTexts;

  constructor({ store, identity, today }: Services, observer: Id) {
    this.#live = new Live(() => calibrationsOfObserver(store, identity.teacher, observer, today));
    this.#rubrics = new RubricTexts(store, () => this.#taken.map(({ calibration }) => calibration.rubric));
  }

  get #taken() {
    return this.#live.current ?? [];
  }

  get results(): Calibrated[] {
    return this.#taken.flatMap(({ calibration, sheet }) => {
      const rubric = this.#rubrics.of(calibration.rubric);
      return (rubric && calibrated(sheet, calibration, rubric)) ?? [];
    });
  }
}
