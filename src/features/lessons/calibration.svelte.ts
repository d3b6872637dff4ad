import { mayCalibrate, type Calibration } from '../../domain/calibration.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { isSelfObservation, isWithheld } from '../../domain/sheet.ts';
import {
  calibrated,
  ObserverCalibrations,
  RubricTexts,
  type Calibrated,
} from '../../parts/calibration/calibrated.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { Live } from '../../store/live.svelte.ts';
import { calibrationsOfLesson, rosterPlaces } from '../../store/queries/calibrations.ts';
import type { LessonPageState } from './lessonPage.svelte.ts';

/** The agreed scores of a lesson, who came out how against them as far as the person may see it, and the person's own history. */
export class CalibrationState {
  readonly #services: Services;
  readonly #page: LessonPageState;
  readonly #own: ObserverCalibrations;
  readonly #rubrics: RubricTexts;

  constructor(page: LessonPageState, services: Services) {
    this.#page = page;
    this.#services = services;
    this.#own = new ObserverCalibrations(services, services.identity.teacher.id);
    this.#rubrics = new RubricTexts(services.store, () => [
      ...this.calibrations.map(({ rubric }) => rubric),
      ...this.scored.flatMap(({ rubric }) => rubric ?? []),
    ]);
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
  /** It is known whether there are agreed scores. */
  readonly read = $derived.by(() => this.#live !== null && this.#live.status !== 'loading');

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

  /**
   * Nobody has scored yet, and nothing is agreed: whoever may set the agreed scores may do so first, on a form of their choice. Offered
   * for announced classes and where there is no sheet at all, as most ordinary lessons are never scored.
   */
  readonly ahead = $derived.by(() => {
    const [lesson] = this.#page.view?.lessons ?? [];
    if (!this.leads || !this.read || !lesson || this.scored.length > 0 || this.calibrations.length > 0) return false;
    return lesson.schedule !== null || this.#page.sheets.length === 0;
  });

  /** Agreed scores that the person will see after a sheet of their own: nobody sees a key before having scored. */
  readonly hidden = $derived.by(() => {
    const [lesson] = this.#page.view?.lessons ?? [];
    if (this.leads || !lesson || lesson.teacher === this.#services.identity.teacher.id) return [];
    return this.calibrations.flatMap((each) => (this.ownOf(each) ? [] : (this.rubricOf(each.rubric) ?? [])));
  });

  rubricOf(id: Id): Rubric | null {
    return this.#rubrics.of(id);
  }

  /** How everybody whose sheet is open came out against a key, in roster order. */
  resultsOf(calibration: Calibration): Calibrated[] {
    const rubric = this.rubricOf(calibration.rubric);
    if (!rubric) return [];
    const places = this.#order?.current ?? [];
    return this.scored
      .flatMap((sheet) => calibrated(sheet, calibration, rubric) ?? [])
      .sort((a, b) => places.indexOf(a.sheet.observer) - places.indexOf(b.sheet.observer));
  }

  ownOf(calibration: Calibration): Calibrated | null {
    const me = this.#services.identity.teacher.id;
    return this.resultsOf(calibration).find(({ sheet }) => sheet.observer === me) ?? null;
  }

  /** The person's own results over all calibrations, the latest lesson first. */
  get history(): Calibrated[] {
    return this.#own.results;
  }
}
