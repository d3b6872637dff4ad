import type { Id } from '../../domain/ids.ts';
import type { Stamp } from '../../domain/record.ts';
import { checkRubricDraft, isPublishable } from '../../domain/rubric-checks.ts';
import {
  changeDraft,
  joinChanges,
  reverseChanges,
  type DraftChanges,
  type DraftIndicator,
  type RubricDraft,
} from '../../domain/rubric-draft.ts';
import { changedIndicators, previewOfDraft } from '../../domain/rubric-publish.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { saveRubricDraft } from '../../store/commands/rubrics.ts';
import type { SavedState } from '../../store/draftWriter.ts';
import type { Failure } from '../../store/reasons.ts';
import type { Store } from '../../store/store.ts';

/** Text is on the disk at most this long after any key. */
const TEXT_DELAY = 250;

/** The one rubric draft on the screen. The screen changes at once; "Saved" follows the disk. */
export class RubricEditing {
  readonly store: Store;
  readonly id: Id;
  /** The version that the draft starts from. */
  readonly parent: Rubric | null;
  draft = $state.raw() as RubricDraft;
  saved = $state<SavedState>('saved');
  failure = $state.raw<Failure | null>(null);
  /** The indicator whose fields are open. */
  open = $state<Id | null>(null);
  /** The draft is being published or deleted from this screen; its end is no surprise. */
  done = false;
  #pending: DraftChanges | null = null;
  #writing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The stamp of the last edit that this screen knows. */
  #known: Stamp;

  constructor(store: Store, draft: RubricDraft, edited: Stamp, parent: Rubric | null) {
    this.store = store;
    this.id = draft.id;
    this.draft = draft;
    this.parent = parent;
    this.#known = edited;
  }

  /** The draft as a rubric to try. */
  readonly preview = $derived.by(() => previewOfDraft(this.draft));
  readonly problems = $derived.by(() => checkRubricDraft(this.draft, this.parent));
  readonly publishable = $derived.by(() => isPublishable(this.problems));
  readonly changed = $derived.by(() => changedIndicators(this.draft, this.parent));
  /** The next version of a rubric, not a rubric of its own. */
  readonly isVersion = $derived.by(() => this.parent !== null && this.parent.family === this.draft.family);

  /** Changes something by a tap; saved at once. The answer takes it back. */
  change(changes: DraftChanges): () => void {
    const back = reverseChanges(this.draft, changes);
    this.#show(changes);
    void this.flush();
    return () => void this.change(back);
  }

  /** Changes a text that is being typed; saved at most 250 ms after any key. */
  type(changes: DraftChanges): void {
    this.#show(changes);
    this.#timer ??= setTimeout(() => void this.flush(), TEXT_DELAY);
  }

  /** Changes fields of an indicator. A rewording asks for its meaning anew. */
  setIndicator(id: Id, changes: Partial<DraftIndicator>, typing = false): void {
    const before = this.draft.indicators[id];
    if (!before) return;
    const next = { ...before, ...changes };
    if (changes.name !== undefined || changes.hint !== undefined || changes.scale) delete next.meaning;
    if (typing) this.type({ indicators: { [id]: next } });
    else this.change({ indicators: { [id]: next } });
  }

  /** Writes everything at once and waits for the disk. True when all of it is there. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#drain().finally(() => (this.#writing = null));
    await this.#writing;
    return this.saved === 'saved';
  }

  /** What another tab wrote. While something of this tab is under way it waits: nothing typed is ever replaced. */
  follow(found: { draft: RubricDraft; edited: Stamp }): void {
    if (this.#pending || this.#writing || found.edited <= this.#known) return;
    this.#known = found.edited;
    this.draft = found.draft;
  }

  /** Texts on the screen that are not on the disk. */
  unsavedTexts(): string[] {
    return this.saved === 'saved' ? [] : [this.draft.title].filter(Boolean);
  }

  #show(changes: DraftChanges): void {
    this.draft = changeDraft(this.draft, changes);
    this.#pending = this.#pending ? joinChanges(this.#pending, changes) : changes;
    this.saved = 'saving';
  }

  async #drain(): Promise<void> {
    while (this.#pending) {
      const changes: DraftChanges = this.#pending;
      this.#pending = null;
      const result = await saveRubricDraft(this.store, this.id, changes);
      if (!result.ok) {
        this.#pending = this.#pending ? joinChanges(changes, this.#pending) : changes;
        this.saved = 'unsaved';
        this.failure = result;
        return;
      }
      this.#known = result.stamp;
    }
    this.failure = null;
    this.saved = 'saved';
  }
}
