import { recurring, type Recurring } from '../../analysis/recurring.ts';
import { WHOLE_SHEET } from '../../analysis/school-rows.ts';
import { schoolYearAround } from '../../analysis/school-year.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { isSelfObservation } from '../../domain/sheet.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { Live } from '../../store/live.svelte.ts';
import { growthData, lessonsObservedBy, type GrowthData } from '../../store/queries/growth.ts';
import { supportOf, type Support } from '../../store/queries/support.ts';
import { sheetsOfTeacher } from '../../store/queries/teachers.ts';
import { loadBuiltinRubrics } from '../../rubrics/index.ts';
import { rubricById } from '../../store/rubrics.ts';
import { FitError, fitsOf, type Fits } from '../../workers/fits.ts';
import {
  estimatorFor,
  growthPage,
  leadsWithWords,
  rubricsNeeded,
  type GrowthPageView,
  type Models,
} from './growthPage.ts';

/** What recurs, and how many observers wrote what was read. */
export type WordsRead = Recurring & { observers: number };

/** Milliseconds without a further change after which the models are worked out anew. */
const SETTLE = 1_000;
/** Milliseconds after which the page says how far the model is. */
const PATIENCE = 500;

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
  /** Half a second has gone by and the school's model is not there yet: how far it is, null where that is not known. */
  progress = $state.raw<{ share: number | null } | null>(null);
  /** The school's model could not be worked out; the lines are those of the teacher's own lessons. */
  fitFailed = $state(false);
  readonly #data: Live<GrowthData | null>;
  /** The newest models by dimension; one that was never asked for is absent. */
  #models: Models = new Map();
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
  readonly #fits: Fits;
  #asking: AbortController | null = null;
  /** Rises when records that a model reads have changed. */
  #stale = $state(0);

  constructor(services: Services, id: Id) {
    this.#services = services;
    this.#id = id;
    this.#data = new Live(() => growthData(services.store, services.identity.teacher, id, services.today));
    this.#fits = fitsOf(services.store, () => loadBuiltinRubrics(locale.current));
    // The worker's answers: other teachers' sheets move the model of this one, too; a burst of changes is one.
    $effect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = this.#fits.onchange(() => {
        clearTimeout(timer);
        timer = setTimeout(() => (this.#stale += 1), SETTLE);
      });
      return () => {
        clearTimeout(timer);
        stop();
        this.#asking?.abort();
      };
    });
    // The records in the database, the language and the choice: works the page out anew.
    $effect(() => {
      const data = this.#data.current;
      void this.#stale;
      if (data && data.growth !== 'none') void this.#work(data, this.chosen, locale.current);
    });
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
      const view = await draw(this.#models);
      // Where words come first they must stand before the page does, or it would move under the reader; elsewhere they wait
      // until the chart stands.
      const lead = leadsWithWords(view.figure) ? await this.#words(data, rubrics) : null;
      if (turn !== this.#turn || language !== locale.current) return;
      if (lead) this.words = lead;
      this.view = view;
      this.failed = false;
      await afterNextPaint();
      this.#painted = true;
      if (turn !== this.#turn) return;
      if (data.growth === 'full') void this.#model(turn, view, draw);
      const [read, observed] = await Promise.all([lead ?? this.#words(data, rubrics), this.#observed(data, view)]);
      if (turn !== this.#turn) return;
      this.words = read;
      this.observed = observed;
    } catch {
      if (turn === this.#turn) this.failed = true;
    }
  }

  /** Asks for the school's model of the whole sheet, then for those of the dimensions, and draws the lines as they come. */
  async #model(turn: number, view: GrowthPageView, draw: (models: Models) => Promise<GrowthPageView>): Promise<void> {
    const wanted = [
      ...(view.growth.families.some(({ stage }) => stage === 'line') ? [WHOLE_SHEET] : []),
      ...view.dimensions.filter((each) => each.dimension.stage === 'line').map((each) => each.dimension.dimension),
    ];
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    let waited = false;
    const timer = setTimeout(() => {
      waited = true;
      if (turn === this.#turn) this.progress = { share: null };
    }, PATIENCE);
    const onprogress = (share: number | null) => {
      if (waited && turn === this.#turn) this.progress = { share };
    };
    try {
      for (const dimension of wanted) {
        const { models } = await this.#fits.ask('growth', { dimension }, { signal: asking.signal, onprogress });
        this.#models = new Map([...this.#models, [dimension, models]]);
        const drawn = await draw(this.#models);
        if (turn !== this.#turn) return;
        this.view = drawn;
        this.fitFailed = false;
      }
    } catch (error) {
      if (turn !== this.#turn || (error instanceof FitError && error.reason === 'cancelled')) return;
      this.fitFailed = true;
      // Without a model every line comes from the teacher's own lessons.
      this.view = await draw(new Map(wanted.map((dimension) => [dimension, []])));
    } finally {
      clearTimeout(timer);
      if (turn === this.#turn) this.progress = null;
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
