import { SvelteMap } from 'svelte/reactivity';
import type { DraftEntry, DraftFields, LessonClock, NoteEntry, StageEntry } from '../../domain/draft.ts';
import {
  beginClock,
  CLOCK_ENTRY,
  draftFromEntries,
  fieldEntryId,
  lessonMs,
  mendClock,
  pauseClock,
  resumeClock,
  runningMs,
  scoreEntryId,
  STOPPED_CLOCK,
} from '../../domain/draft.ts';
import { dateOfInstant, type PlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { isNotesOnly, type Rubric } from '../../domain/rubric.ts';
import { scoreKey, tallyScores, type Scores, type ScoreValue } from '../../domain/score.ts';
import { effectiveScores } from '../../store/commands/finish.ts';
import type { OpenDraft } from '../../store/queries/drafts.ts';
import { DraftWriter, type SavedState } from '../../store/draftWriter.ts';
import type { StoreReason } from '../../store/reasons.ts';
import { rubricById } from '../../store/rubrics.ts';
import type { Store } from '../../store/store.ts';
import { Typing } from './typing.ts';

/** How often a running clock notes that it was still right. */
const BEAT = 10_000;

/**
 * The one open draft: what is on the screen, and the writer that brings each entry to the disk on its own. The screen
 * changes at once; "Saved" follows the disk.
 */
export class Observation {
  readonly id: Id;
  readonly store: Store;
  fields = $state() as DraftFields;
  readonly scores = new SvelteMap<string, ScoreValue>();
  notes = $state.raw<NoteEntry[]>([]);
  stages = $state.raw<StageEntry[]>([]);
  clock = $state.raw<LessonClock>(STOPPED_CLOCK);
  rubric = $state.raw<Rubric | null>(null);
  rubricMissing = $state(false);
  /** This tab edits the draft; otherwise it reads along. */
  editing = $state(true);
  saved = $state<SavedState>('saved');
  reason = $state<StoreReason | null>(null);
  /** Ids of entries that are on the screen but not on the disk after a failure. */
  unsaved = $state.raw<ReadonlySet<string>>(new Set());
  clockProblem = $state<'set-back' | 'left-running' | null>(null);
  /** The note that a tap on an indicator links: the newest one unless another was chosen. */
  chosen = $state<Id | null>(null);
  /** The instant shown by the clock; ticks once a second while the lesson runs. */
  now = $state(0);
  readonly #writer: DraftWriter;
  readonly #defaults: DraftFields;
  /** The day on which the draft was started. */
  readonly #startedOn: PlainDate;
  readonly #texts: Typing<keyof DraftFields>;
  readonly #noteTexts: Typing<Id>;

  /**
   * `editing`: false until it is known whether this tab edits; nothing is written before. `settled` resolves when all that the
   * browser knows of the draft's lock has reached this tab; asked before a tab that stood still writes.
   */
  constructor(
    store: Store,
    draft: OpenDraft,
    defaults: DraftFields,
    editing = true,
    settled: () => Promise<unknown> = () => Promise.resolve(),
  ) {
    this.id = draft.id;
    this.editing = editing;
    this.store = store;
    this.#defaults = defaults;
    this.#startedOn = dateOfInstant(draft.row.createdAt);
    this.#writer = new DraftWriter(store);
    this.#writer.onchange = () => this.#follow();
    const asked = {
      now: () => store.now(),
      stillEditing: async () => {
        await settled();
        return this.editing;
      },
    };
    this.#texts = new Typing({ ...asked, write: (name) => this.#saveField(name) });
    this.#noteTexts = new Typing({ ...asked, write: (note) => this.#saveNote(note) });
    this.now = store.now();
    this.show(draft);
    if (editing) this.mend();
  }

  /** Lesson time in ms as shown. */
  readonly elapsed = $derived.by(() => lessonMs(this.clock, this.now));
  readonly begun = $derived.by(() => this.clock.begunAt !== null || this.fields.step !== 'prepare');
  readonly running = $derived.by(() => this.clock.since !== null);
  /** Whether the page must stay: a lesson runs, or what stands only here could not be saved and would go with it. */
  readonly mustStay = $derived.by(() => this.running || this.saved === 'unsaved');
  /** Whether there is something to score. */
  readonly scorable = $derived.by(() => !isNotesOnly(this.rubric));
  /** Scores with what the focus leaves out; what the totals are made of. */
  readonly effective = $derived.by<Scores>(() =>
    this.rubric ? effectiveScores({ scores: Object.fromEntries(this.scores), fields: this.fields }, this.rubric) : {},
  );
  readonly tally = $derived.by(() =>
    this.rubric && this.scorable ? tallyScores(this.rubric, this.effective, this.fields.bonus) : null,
  );

  /** Puts a draft as read from the disk on the screen. */
  show(draft: Pick<OpenDraft, 'fields' | 'scores' | 'notes' | 'stages' | 'clock'>): void {
    const rubricBefore = this.fields?.rubric;
    this.fields = { ...draft.fields };
    this.scores.clear();
    for (const [key, value] of Object.entries(draft.scores)) this.scores.set(key, value);
    this.notes = draft.notes;
    this.stages = draft.stages;
    this.clock = draft.clock;
    if (this.rubric === null || rubricBefore !== draft.fields.rubric) void this.loadRubric();
  }

  /** Reads the entries anew, after another tab wrote. What this tab has not brought to the disk stays on the screen. */
  async reread(): Promise<void> {
    if (!this.editing) for (const texts of [this.#texts, this.#noteTexts]) texts.drop();
    const entries = await this.store.db.entries.where('draftId').equals(this.id).toArray();
    const newest = new Map([...entries, ...this.#writer.waiting].map((entry) => [entry.id, entry]));
    for (const note of this.notes) if (this.#noteTexts.has(note.id)) newest.set(note.id, note);
    const draft = draftFromEntries(this.id, this.#defaults, [...newest.values()]);
    for (const name of this.#texts.waiting) Object.assign(draft.fields, { [name]: this.fields[name] });
    this.show(draft);
  }

  /** Loads the rubric version of the draft, in the language of the reader. */
  async loadRubric(): Promise<void> {
    const wanted = this.fields.rubric;
    // A form that cannot be read (its texts are not on this device) is one that is not there; the scores stay.
    const rubric = await rubricById(this.store, wanted).catch(() => null);
    if (this.fields.rubric !== wanted) return;
    this.rubric = rubric;
    this.rubricMissing = wanted !== null && rubric === null;
  }

  /** Sets a field and saves it at once. */
  set<K extends keyof DraftFields>(name: K, value: DraftFields[K]): void {
    if (!this.editing || sameValue(this.fields[name], value)) return;
    this.fields[name] = value;
    this.#texts.cancel(name);
    this.#saveField(name);
    if (name === 'rubric') void this.loadRubric();
  }

  /** Sets a text that is being typed; saved at most 300 ms after any key. */
  type<K extends keyof DraftFields>(name: K, value: DraftFields[K]): void {
    if (!this.editing || sameValue(this.fields[name], value)) return;
    this.fields[name] = value;
    this.#texts.pressed(name);
    this.#follow();
  }

  /** Scores an indicator, or takes its score back with null. */
  score(indicator: Id, value: ScoreValue | null, segment = 0): void {
    if (!this.editing) return;
    const key = scoreKey(indicator, segment);
    // The write first: it is on its way to the disk before anything is drawn.
    this.#put({ id: scoreEntryId(key), type: 'score', key, value });
    if (value === null) this.scores.delete(key);
    else this.scores.set(key, value);
  }

  /** Adds a note at this second of the lesson. Nothing is added for blank text. */
  addNote(text: string, indicators: Id[] = []): Id | null {
    if (!this.editing || !text.trim()) return null;
    const t = this.fields.afterwards || this.clock.begunAt === null ? null : runningMs(this.clock, this.store.now());
    const at = this.store.now();
    const note: NoteEntry = {
      draftId: this.id,
      id: newId(),
      at,
      type: 'note',
      t,
      text: text.trim(),
      indicators,
      share: null,
      deleted: false,
    };
    this.notes = [...this.notes, note];
    this.chosen = note.id;
    void this.#writer.save(note);
    return note.id;
  }

  /** Changes a note and saves it at once. */
  changeNote(id: Id, changes: Partial<Pick<NoteEntry, 'text' | 'indicators' | 'share'>>): void {
    const note = this.#replaceNote(id, changes);
    if (note) void this.#writer.save(note);
  }

  /** Changes the text of a note while it is typed. */
  typeNote(id: Id, text: string): void {
    if (!this.#replaceNote(id, { text })) return;
    this.#noteTexts.pressed(id);
    this.#follow();
  }

  /** Links a note to an indicator, or takes the link off. */
  toggleLink(id: Id, indicator: Id): void {
    const note = this.notes.find((item) => item.id === id);
    if (!note) return;
    const indicators = note.indicators.includes(indicator)
      ? note.indicators.filter((item) => item !== indicator)
      : [...note.indicators, indicator];
    this.changeNote(id, { indicators });
  }

  /** Deletes a note; the answer brings it back. */
  deleteNote(id: Id): () => void {
    return this.#deleteFrom('notes', id);
  }

  /** Marks that a stage of the lesson begins now. */
  markStage(stage: string): void {
    if (!this.editing) return;
    const now = this.store.now();
    const mark: StageEntry = {
      draftId: this.id,
      id: newId(),
      at: now,
      type: 'stage',
      t: runningMs(this.clock, now),
      stage,
      deleted: false,
    };
    this.stages = [...this.stages, mark];
    void this.#writer.save(mark);
  }

  /** Deletes a stage mark; the answer brings it back. */
  deleteStage(id: Id): () => void {
    return this.#deleteFrom('stages', id);
  }

  /**
   * Begin: starts the clock (none when recorded afterwards) and opens the record. A draft that was prepared on an earlier
   * day and whose date nobody chose is a lesson of today.
   */
  begin(): void {
    const { afterwards, lesson, date } = this.fields;
    const today = dateOfInstant(this.store.now());
    if (!afterwards && lesson === null && this.clock.begunAt === null && date === this.#startedOn && date < today)
      this.set('date', today);
    if (!this.fields.afterwards) this.#setClock(beginClock(this.clock, this.store.now()));
    this.set('step', 'run');
  }

  /** Finish: what still stands in the note field becomes a note, or the sheet would be sealed without it. */
  finish(): void {
    if (this.addNote(this.fields.unsentNote)) this.set('unsentNote', '');
    this.set('step', 'finish');
  }

  pause(): void {
    this.#setClock(pauseClock(this.clock, this.store.now()));
  }

  resume(): void {
    this.clockProblem = null;
    this.#setClock(resumeClock(this.clock, this.store.now()));
  }

  /** The lesson began `minutes` before Begin was pressed; everything noted moves with it. */
  setOffset(minutes: number): void {
    this.#setClock({ ...this.clock, offset: Math.max(0, minutes) * 60_000 });
  }

  /** Whether the screen shows an entry that is not on the disk after a failure. */
  isUnsaved(id: string): boolean {
    return this.unsaved.has(id);
  }

  /** Writes everything typed at once, and waits for the disk. True when all of it is there. */
  flush(): Promise<boolean> {
    for (const texts of [this.#texts, this.#noteTexts]) {
      if (this.editing) texts.flush();
      else texts.drop();
    }
    return this.#writer.flush();
  }

  /** Tries again what could not be saved. */
  retry(): Promise<boolean> {
    return this.#writer.retry();
  }

  /** Texts that are on the screen but not on the disk, to be copied by hand. */
  unsavedTexts(): string[] {
    return this.#writer.waiting
      .map((entry) =>
        entry.type === 'note'
          ? entry.text
          : entry.type === 'field' && typeof entry.value === 'string'
            ? entry.value
            : '',
      )
      .filter(Boolean);
  }

  /** One tick of the clock; now and then notes that the clock was right, so that a jump is noticed later. */
  tick(): void {
    const now = this.store.now();
    if (this.running && this.editing) {
      const mended = mendClock(this.clock, now, this.fields.minutes);
      if (mended.problem) this.#adoptMended(mended);
      else if (now - this.clock.seen > BEAT) this.#setClock({ ...this.clock, seen: now });
    }
    this.now = now;
  }

  /** Looks whether the clock was set back or left running while nobody looked. */
  mend(): void {
    const mended = mendClock(this.clock, this.store.now(), this.fields.minutes);
    if (mended.problem) this.#adoptMended(mended);
  }

  #adoptMended(mended: ReturnType<typeof mendClock>): void {
    this.clockProblem = mended.problem;
    this.#setClock(mended.clock);
  }

  #setClock(clock: LessonClock): void {
    if (!this.editing || clock === this.clock) return;
    this.clock = clock;
    this.now = this.store.now();
    this.#put({ id: CLOCK_ENTRY, type: 'clock', clock });
  }

  #replaceNote(id: Id, changes: Partial<NoteEntry>): NoteEntry | null {
    const before = this.notes.find((note) => note.id === id);
    if (!before || !this.editing) return null;
    const after = { ...before, ...changes, at: this.store.now() };
    this.notes = this.notes.map((note) => (note.id === id ? after : note));
    return after;
  }

  #saveNote(id: Id): void {
    this.#noteTexts.cancel(id);
    const note = this.notes.find((item) => item.id === id);
    if (note) void this.#writer.save(note);
  }

  #deleteFrom(list: 'notes' | 'stages', id: Id): () => void {
    const entry = this[list].find((item) => item.id === id);
    if (!entry || !this.editing) return () => undefined;
    const place = this[list].findIndex((item) => item.id === id);
    (this[list] as DraftEntry[]) = this[list].filter((item) => item.id !== id);
    void this.#writer.save({ ...entry, deleted: true, at: this.store.now() });
    return () => {
      const back = { ...entry, at: this.store.now() };
      (this[list] as DraftEntry[]) = [...this[list].slice(0, place), back, ...this[list].slice(place)];
      void this.#writer.save(back);
    };
  }

  #saveField(name: keyof DraftFields): void {
    this.#put({ id: fieldEntryId(name), type: 'field', name, value: $state.snapshot(this.fields[name]) });
  }

  #put(entry: WithoutEnvelope<DraftEntry>): void {
    void this.#writer.save({ ...entry, draftId: this.id, at: this.store.now() } as DraftEntry);
  }

  #follow(): void {
    // Text that waits for its throttle is not on the disk yet, whatever the writer says.
    const typing = this.#texts.size > 0 || this.#noteTexts.size > 0;
    this.saved = typing && this.#writer.state === 'saved' ? 'saving' : this.#writer.state;
    this.reason = this.#writer.reason;
    if (this.unsaved.size > 0 || this.saved === 'unsaved') {
      this.unsaved = new Set(
        this.#writer.waiting.filter((entry) => this.#writer.isUnsaved(entry.id)).map((entry) => entry.id),
      );
    }
  }
}

type WithoutEnvelope<T> = T extends unknown ? Omit<T, 'draftId' | 'at'> : never;

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
