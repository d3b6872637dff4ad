import { untrack } from 'svelte';
import { recurring, type Recurring } from '../../analysis/recurring.ts';
import { schoolYearAround } from '../../analysis/school-year.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { isSelfObservation } from '../../domain/sheet.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { estimatorFor, type Models } from '../../parts/growth/growthEstimator.ts';
import type { Services } from '../../parts/services.ts';
import { Live } from '../../store/live.svelte.ts';
import { growthData, lessonsObservedBy, type GrowthData } from '../../store/queries/growth.ts';
import { supportOf, type Support } from '../../store/queries/support.ts';
import { sheetsOfTeacher } from '../../store/queries/teachers.ts';
import { rubricById } from '../../store/rubrics.ts';
import type { Fits } from '../../workers/fits.ts';
import { WorkerFigure, type Asking } from '../../workers/workerFigure.svelte.ts';
import { dimensionsWanted, growthPage, leadsWithWords, rubricsNeeded, type GrowthPageView } from './growthPage.ts';

/** What recurs, and how many observers wrote what was read. */
export type WordsRead = Recurring & { observers: number };

/** The growth page of one teacher: follows the database, the language and the rubric family chosen. */
export class GrowthPage {
  /** The rubric family that the person wants to see; null = the leading one. */
  chosen = $state<Id | null>(null);
  view = $state.raw<GrowthPageView | null>(null);
  /** What recurs in this school year's texts; null until it is read. */
  words = $state.raw<WordsRead | null>(null);
  /** Distinct lessons of others that this teacher observed this term; null where that is not open to the person. */
  observed = $state<number | null>(null);
  failed = $state(false);
  readonly #data: Live<GrowthData | null>;
  /** The newest models by dimension; one that was never asked for is absent. */
  readonly #models: WorkerFigure<Models>;
  /** The dimensions whose models the page waits for, as one text: asked anew only when they change. */
  #wanted = $state('');
  /** The models to draw by. Where none will come, every line is that of the teacher's own lessons. */
  readonly #known = $derived.by((): Models => {
    if (this.#models.failed) return new Map(this.#wanted.split('\n').map((dimension) => [dimension, []]));
    return this.#models.found ?? new Map();
  });
  /** Draws the page that stands by other models. */
  #draw: ((models: Models) => Promise<GrowthPageView>) | null = null;
  readonly #services: Services;
  readonly #id: Id;
  /** The page stands and was painted; what stands beside the figures may be read. */
  #painted = $state(false);
  readonly #support = $derived.by(() => {
    const { store, identity, today } = this.#services;
    return this.#painted && this.data?.growth === 'full'
      ? new Live<Support | null>(() => supportOf(store, identity.teacher, this.#id, today))
      : null;
  });
  #turn = 0;

  constructor(services: Services, id: Id) {
    this.#services = services;
    this.#id = id;
    this.#data = new Live(() => growthData(services.store, services.identity.teacher, id, services.today));
    this.#models = new WorkerFigure<Models>(services, (fits, asking) =>
      this.#wanted
        ? modelsOf(fits, this.#wanted.split('\n'), untrack(() => this.#models.found) ?? new Map(), asking)
        : null,
    );
    // The records in the database, the language and the choice: works the page out anew.
    $effect(() => {
      const data = this.#data.current;
      if (data && data.growth !== 'none') void this.#work(data, this.chosen, locale.current);
    });
    // Models that came, or that will not come: draws the lines.
    $effect(() => {
      void this.#redraw(this.#known);
    });
  }

  /** Half a second has gone by and the school's model is not there yet: how far it is, null where that is not known. */
  get progress(): { share: number | null } | null {
    return this.#models.progress;
  }

  /** The school's model could not be worked out; the lines are those of the teacher's own lessons. */
  get fitFailed(): boolean {
    return this.#models.failed;
  }

  /** Undefined while it is being read, null when there is no such teacher. */
  get data(): GrowthData | null | undefined {
    return this.#data.current;
  }

  get status(): 'loading' | 'ready' | 'failed' {
    if (this.failed || this.#data.status === 'failed') return 'failed';
    if (this.#data.status === 'loading') return 'loading';
    const data = this.#data.current;
    return !data || data.growth === 'none' || this.view ? 'ready' : 'loading';
  }

  /** The page stands and was painted. */
  get painted(): boolean {
    return this.#painted;
  }

  /** Next steps and mentors, followed once the page stands; null until then, and where they are not open to the person. */
  get support(): Support | null {
    return this.#support?.current ?? null;
  }

  get supportFailed(): boolean {
    return this.#support?.status === 'failed';
  }

  async #work(data: GrowthData, chosen: Id | null, language: string): Promise<void> {
    const turn = (this.#turn += 1);
    try {
      const rubrics = await this.#rubrics(data);
      const draw = (models: Models) =>
        growthPage(data, rubrics, chosen, this.#services.today, estimatorFor(data, models));
      // Dots first, the line when the model is there; what was drawn by the last model stays until the next one is.
      const models = this.#known;
      const view = await draw(models);
      // Where words come first they must stand before the page does, or it would move under the reader; elsewhere they wait
      // until the chart stands.
      const lead = leadsWithWords(view.figure) ? await this.#words(data, rubrics) : null;
      if (turn !== this.#turn || language !== locale.current) return;
      if (lead) this.words = lead;
      this.view = view;
      this.#draw = draw;
      this.failed = false;
      if (models !== this.#known) void this.#redraw(this.#known);
      await afterNextPaint();
      this.#painted = true;
      if (turn !== this.#turn) return;
      if (data.growth === 'full') this.#wanted = dimensionsWanted(view).join('\n');
      const [read, observed] = await Promise.all([lead ?? this.#words(data, rubrics), this.#observed(data, view)]);
      if (turn !== this.#turn) return;
      this.words = read;
      this.observed = observed;
    } catch {
      if (turn === this.#turn) this.failed = true;
    }
  }

  /** Draws what stands by other models; newer records and newer models draw by themselves. */
  async #redraw(models: Models): Promise<void> {
    const draw = this.#draw;
    try {
      const view = await draw?.(models);
      if (view && draw === this.#draw && models === this.#known) this.view = view;
    } catch {
      this.failed = true;
    }
  }

  async #rubrics(data: GrowthData): Promise<Map<Id, Rubric>> {
    const found = await Promise.all(rubricsNeeded(data).map((id) => rubricById(this.#services.store, id)));
    return new Map(found.flatMap((rubric) => (rubric ? [[rubric.id, rubric]] : [])));
  }

  /** What recurs in the sheets of this school year that the person may read. */
  async #words(data: GrowthData, rubrics: ReadonlyMap<Id, Rubric>): Promise<WordsRead> {
    const { from, to } = schoolYearAround(data.semesters, this.#services.today);
    const sheets = await sheetsOfTeacher(this.#services.store, this.#id, from);
    const readable = sheets.filter(
      (sheet) => data.access.sheet(sheet) === 'full' && sheet.date <= to && !isSelfObservation(sheet),
    );
    const found = recurring({
      teacher: this.#id,
      sheets: readable,
      rubrics,
      from,
      to,
      lessonsAsOne: data.lessonsAsOne,
    });
    return { ...found, observers: new Set(readable.map((sheet) => sheet.observer)).size };
  }

  async #observed({ growth }: GrowthData, { term }: GrowthPageView): Promise<number | null> {
    return growth === 'full' && term ? lessonsObservedBy(this.#services.store, this.#id, term.start, term.end) : null;
  }
}

/** Waits until what stands now is painted; in a window that is not seen, which paints nothing, for a moment. */
function afterNextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 300);
  });
}

/** Asks for the school's models one after the other, and hands each on as it comes. */
async function modelsOf(
  fits: Fits,
  dimensions: readonly Id[],
  before: Models,
  asking: Asking<Models>,
): Promise<Models> {
  // What was drawn by the last models stays until the next ones are there.
  let models = before;
  for (const dimension of dimensions) {
    const answer = await fits.ask('growth', { dimension }, asking);
    models = new Map([...models, [dimension, answer.models]]);
    asking.onpart(models);
  }
  return models;
}
