import type { NoteEntry } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { stateOfSheet, type Response, type Share, type SheetState } from '../../domain/sharing.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { draftDefaults } from '../../parts/startDraft.ts';
import { paperIdOf } from '../../store/commands/responses.ts';
import { Live } from '../../store/live.svelte.ts';
import { readingSchool, type ReadingSchool } from '../../store/queries/access.ts';
import type { SheetDetail } from '../../store/queries/lessons.ts';
import { followUpOf, lessonView } from '../../store/queries/lessonView.ts';
import { rubricById } from '../../store/rubrics.ts';
import { keptNotes } from './keptNotes.ts';

/** What followed on one sheet. */
export interface SheetFollowUp {
  state: SheetState;
  shares: Share[];
  /** The observed teacher's own response. */
  response: Response | null;
  /** That the printed form was signed, as the observer noted it. */
  paper: Response | null;
}

/** One lesson as its page shows it: every sheet that is open to the person, their rubrics, and what followed. */
export class LessonPageState {
  readonly #services: Services;
  readonly #view: Live<{ view: Awaited<ReturnType<typeof lessonView>>; school: ReadingSchool }>;
  #rubrics = $state.raw<ReadonlyMap<Id, Rubric | null>>(new Map());
  /** The rubrics of the language that is shown are here. */
  #loadedFor = $state.raw('');

  constructor(id: Id, services: Services) {
    this.#services = services;
    const { store, identity } = services;
    this.#view = new Live(async () => {
      const school = await readingSchool(store, identity.teacher, services.today);
      return { view: await lessonView(store, id, school.access), school };
    });
    // The words of the rubrics, in the language of the screen (a lazy chunk).
    $effect(() => this.#loadRubrics());
  }

  readonly view = $derived.by(() => this.#view.current?.view ?? null);
  readonly school = $derived.by(() => this.#view.current?.school ?? null);
  readonly sheets = $derived.by(() => this.view?.sheets ?? []);
  /** The sheets that are open in full. */
  readonly details = $derived.by(() => this.sheets.flatMap(({ detail }) => (detail ? [detail] : [])));
  readonly #wanted = $derived.by(() => [...new Set(this.details.flatMap(({ sheet }) => sheet.rubric ?? []))].join(' '));
  readonly #followed = $derived.by(() => {
    const { store } = this.#services;
    const sheets = this.details.map(({ header }) => header.id);
    const lessons = (this.view?.lessons ?? []).map(({ id }) => id);
    return sheets.length > 0 ? new Live(() => followUpOf(store, sheets, lessons)) : null;
  });

  get status(): 'loading' | 'ready' | 'failed' {
    return this.#view.status;
  }

  /** Everything that the page shows first stands. */
  get painted(): boolean {
    if (this.status === 'loading') return false;
    return this.#wanted === '' || this.#loadedFor === `${locale.current} ${this.#wanted}`;
  }

  get followUp() {
    return this.#followed?.current ?? null;
  }

  /** The person's own sheet that can be changed on this device. */
  get mine(): SheetDetail | null {
    return this.details.find((detail) => this.isMine(detail)) ?? null;
  }

  isMine({ sheet, workbook }: SheetDetail): boolean {
    return sheet.observer === this.#services.identity.teacher.id && workbook !== null;
  }

  rubricOf(rubric: Id | null): Rubric | null {
    return rubric ? (this.#rubrics.get(rubric) ?? null) : null;
  }

  /** What followed on one sheet; null until it is known. */
  followUpOf({ header }: SheetDetail): SheetFollowUp | null {
    const all = this.followUp;
    if (!all) return null;
    const paperId = header.teacher ? paperIdOf(header.id, header.teacher) : '';
    const responses = all.responses.filter((response) => response.sheet === header.id);
    return {
      state: stateOfSheet(header.id, {
        revisions: 1,
        shares: all.shares,
        responses: all.responses,
        nextSteps: all.steps,
      }),
      shares: all.shares.filter((share) => share.sheet === header.id),
      response: responses.find((response) => response.id !== paperId) ?? null,
      paper: responses.find((response) => response.id === paperId && response.signedOnPaper) ?? null,
    };
  }

  /** The observer's own notes that did not go out, on the observer's device. */
  privateNotesOf(detail: SheetDetail): Pick<NoteEntry, 'id' | 't' | 'text' | 'indicators'>[] {
    const { identity } = this.#services;
    const { workbook } = detail;
    if (!workbook || workbook.author !== identity.person.id || !this.isMine(detail)) return [];
    return keptNotes(workbook, draftDefaults(identity, 0));
  }

  #loadRubrics(): (() => void) | undefined {
    const ids = this.#wanted;
    const key = `${locale.current} ${ids}`;
    if (ids === '') return;
    let gone = false;
    const load = (id: Id) => rubricById(this.#services.store, id).catch(() => null);
    void Promise.all(ids.split(' ').map(async (id) => [id, await load(id)] as const)).then((found) => {
      if (gone) return;
      this.#rubrics = new Map(found);
      this.#loadedFor = key;
    });
    return () => void (gone = true);
  }
}
