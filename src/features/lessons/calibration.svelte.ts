import { calibrationResult, type CalibrationResult } from '../../analysis/calibration.ts';
import { mayCalibrate, type Calibration } from '../../domain/calibration.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { isSelfObservation, isWithheld, type Sheet } from '../../domain/sheet.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { Live } from '../../store/live.svelte.ts';
import {
  calibrationsOfLesson,
  calibrationsOfObserver,
  rosterPlaces,
  type OwnCalibration,
} from '../../store/queries/calibrations.ts';
import { rubricById } from '../../store/rubrics.ts';
import type { LessonPageState } from './lessonPage.svelte.ts';

/** A sheet held against agreed scores. */
export interface Calibrated {
  sheet: Sheet;
  calibration: Calibration;
  rubric: Rubric;
  result: CalibrationResult;
}

/** The agreed scores of a lesson, who came out how against them as far as the person may see it, and the person's own history. */
export class CalibrationState {
  readonly #services: Services;
  readonly #page: LessonPageState;
  readonly #own: Live<OwnCalibration[]>;
  #rubrics = $state.raw<ReadonlyMap<Id, Rubric>>(new Map());

  constructor(page: LessonPageState, services: Services) {
    this.#page = page;
    this.#services = services;
    this.#own = new Live(() => calibrationsOfObserver(services.store, services.identity.teacher.id));
    // The rubrics of the keys, in the language of the screen (a lazy chunk).
    $effect(() => {
      const ids = this.#wanted.split(' ').filter(Boolean);
      void locale.current;
      let gone = false;
      void Promise.all(ids.map((id) => rubricById(services.store, id).catch(() => null))).then((found) => {
        if (!gone) this.#rubrics = new Map(found.flatMap((rubric) => (rubric ? [[rubric.id, rubric]] : [])));
      });
      return () => void (gone = true);
    });
  }

  readonly #lessons = $derived.by(() => (this.#page.view?.lessons ?? []).map(({ id }) => id).join(' '));
  readonly #live = $derived.by(() => {
    const { store } = this.#services;
    const lessons = this.#lessons.split(' ').filter(Boolean);
    return lessons.length > 0 ? new Live(() => calibrationsOfLesson(store, lessons)) : null;
  });
  readonly #order = $derived.by(() => {
    const { store } = this.#services;
    const observers = this.scored.map(({ observer }) => observer);
    return observers.length > 0 ? new Live(() => rosterPlaces(store, observers)) : null;
  });

  /** The sheets of this lesson with scores that are open to the person; nobody's own lesson. */
  readonly scored = $derived.by(() =>
    this.#page.details
      .map(({ sheet }) => sheet)
      .filter((sheet) => sheet.rubric !== null && !isWithheld(sheet) && !isSelfObservation(sheet))
      .filter((sheet) => Object.values(sheet.scores).some((value) => typeof value === 'number')),
  );
  readonly calibrations = $derived.by(() => this.#live?.current ?? []);
  readonly #wanted = $derived.by(() => {
    const keys = [...this.calibrations, ...(this.#own.current ?? []).map(({ calibration }) => calibration)];
    return [...new Set([...keys.map(({ rubric }) => rubric), ...this.scored.flatMap(({ rubric }) => rubric ?? [])])]
      .sort()
      .join(' ');
  });

  /** Whether the person may set the agreed scores and see everybody's result. */
  readonly leads = $derived.by(() => {
    const [lesson] = this.#page.view?.lessons ?? [];
    const access = this.#page.school?.access;
    return lesson && access ? mayCalibrate(access, this.#services.identity.teacher, lesson) : false;
  });

  /** Rubric versions that were scored and have no agreed scores yet, for whoever may set them. */
  readonly open = $derived.by(() => {
    if (!this.leads) return [];
    const done = new Set(this.calibrations.map(({ rubric }) => this.rubricOf(rubric)?.family));
    const rubrics = [...new Set(this.scored.flatMap(({ rubric }) => rubric ?? []))].flatMap(
      (id) => this.rubricOf(id) ?? [],
    );
    const families = new Map(rubrics.filter(({ family }) => !done.has(family)).map((each) => [each.family, each]));
    return [...families.values()];
  });

  rubricOf(id: Id): Rubric | null {
    return this.#rubrics.get(id) ?? null;
  }

  /** How everybody whose sheet is open came out against a key, in roster order. */
  resultsOf(calibration: Calibration): Calibrated[] {
    const rubric = this.rubricOf(calibration.rubric);
    if (!rubric) return [];
    const places = this.#order?.current ?? [];
    return this.scored
      .filter((sheet) => sheet.rubricFamily === rubric.family)
      .map((sheet) => this.#calibrated(sheet, calibration, rubric))
      .sort((a, b) => places.indexOf(a.sheet.observer) - places.indexOf(b.sheet.observer));
  }

  ownOf(calibration: Calibration): Calibrated | null {
    const me = this.#services.identity.teacher.id;
    return this.resultsOf(calibration).find(({ sheet }) => sheet.observer === me) ?? null;
  }

  /** The person's own results over all calibrations, the latest lesson first. */
  get history(): Calibrated[] {
    return (this.#own.current ?? []).flatMap(({ calibration, sheet }) => {
      const rubric = this.rubricOf(calibration.rubric);
      if (!rubric || sheet.rubricFamily !== rubric.family || isSelfObservation(sheet)) return [];
      return [this.#calibrated(sheet, calibration, rubric)];
    });
  }

  #calibrated(sheet: Sheet, calibration: Calibration, rubric: Rubric): Calibrated {
    const result = calibrationResult(rubric, calibration.key, sheet.scores, calibration.rule);
    return { sheet, calibration, rubric, result };
  }
}
