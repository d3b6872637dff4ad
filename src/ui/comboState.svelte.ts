import { comboMatches, folded, type ComboMatch } from './comboMatches.ts';
import type { ComboOption } from './options.ts';

/** What the combobox is given, as closures, so that the state follows its props. */
export interface ComboInputs<Option extends ComboOption> {
  options: () => readonly Option[];
  match: () => ComboMatch<Option> | undefined;
  /** The id of the chosen option. */
  value: () => string | null;
  /** The text shown when nothing in the list is chosen. */
  text: () => string;
  allowText: () => boolean;
  limit: () => number;
  /** The largest text for which "create" is offered is any that matches no option exactly. */
  canCreate: () => boolean;
  choose: (option: Option | null) => void;
  write: (text: string) => void;
  create: (text: string) => void;
}

/** The moving parts of a combobox: what is being typed, what the list shows, which row is active. Knows no DOM. */
export class ComboState<Option extends ComboOption> {
  open = $state(false);
  /** Index of the active row, -1 for none; `shown.length` is the row that creates. */
  active = $state(-1);
  #typed = $state<string | null>(null);
  readonly #in: ComboInputs<Option>;

  readonly chosen = $derived.by(() => this.#in.options().find((option) => option.id === this.#in.value()));
  readonly matches = $derived.by(() => comboMatches(this.#typed ?? '', this.#in.options(), this.#in.match()));
  readonly shown = $derived.by(() => this.matches.slice(0, this.#in.limit()));
  /** The text that the row "create" would make, or undefined when there is no such row. */
  readonly creatable = $derived.by(() => {
    const text = this.#typed?.trim() ?? '';
    return this.#in.canCreate() && text !== '' && !this.#exact(text) ? text : undefined;
  });
  /** What stands in the input. */
  readonly text = $derived.by(() => this.#typed ?? this.chosen?.label ?? this.#in.text());
  /** A text that is neither in the list nor allowed by itself, left standing by the person. */
  readonly stranded = $derived.by(() =>
    !this.open && !this.#in.allowText() ? this.#typed?.trim() || undefined : undefined,
  );

  constructor(inputs: ComboInputs<Option>) {
    this.#in = inputs;
  }

  /** The person typed: the list opens and narrows; where free text is allowed it counts at once. */
  type(text: string): void {
    this.#typed = text;
    this.open = true;
    this.active = this.#in.allowText() || text.trim() === '' || this.shown.length === 0 ? -1 : 0;
    if (this.#in.allowText()) this.#in.write(text);
  }

  /** Opens the list with the chosen row active. */
  show(): void {
    if (this.open) return;
    this.open = true;
    this.active = this.shown.findIndex((option) => option.id === this.#in.value());
  }

  /** Closes the list and leaves the typed text standing. */
  hide(): void {
    this.open = false;
    this.active = -1;
  }

  /** Moves the active row by one, opening the list first; goes round at the ends, past "none". */
  move(step: 1 | -1): void {
    if (!this.open) {
      this.show();
      if (this.active >= 0) return;
    }
    const rows = this.shown.length + (this.creatable === undefined ? 0 : 1);
    if (rows === 0) return;
    if (this.active < 0) this.active = step === 1 ? 0 : rows - 1;
    else this.active = (this.active + step + rows) % rows;
  }

  /** Takes the active row; false when there is none. */
  take(): boolean {
    if (!this.open || this.active < 0) return false;
    const option = this.shown[this.active];
    if (option) this.pick(option);
    else if (this.creatable !== undefined) this.make(this.creatable);
    else return false;
    return true;
  }

  /** Chooses an option and closes. */
  pick(option: Option): void {
    this.#typed = null;
    this.hide();
    this.#in.choose(option);
  }

  /** Asks the caller to create what was typed. The text stays until the caller sets the value. */
  make(text: string): void {
    this.#typed = null;
    this.hide();
    this.#in.create(text);
  }

  /** Empties the field. */
  clear(): void {
    this.#typed = null;
    this.hide();
    this.#in.write('');
    this.#in.choose(null);
  }

  /** Forgets what was typed and shows the choice again; false when nothing was typed. */
  revert(): boolean {
    if (this.#typed === null) return false;
    this.#typed = null;
    return true;
  }

  /** The person leaves the field: an exact name is taken, an emptied field is cleared, other text stays or gives way to the choice. */
  settle(): void {
    this.hide();
    const text = this.#typed?.trim();
    if (text === undefined) return;
    if (text === '') return this.clear();
    const exact = this.#exact(text);
    if (exact) return this.pick(exact);
    if (this.#in.allowText() || this.#in.value() !== null) this.#typed = null;
  }

  #exact(text: string): Option | undefined {
    const same = this.#in.options().filter((option) => folded(option.label) === folded(text));
    // Two namesakes: only the person knows which one is meant.
    return same.length === 1 ? same[0] : undefined;
  }
}
