import { SvelteMap } from 'svelte/reactivity';
import { withUse, type ColumnUse } from '../../parts/paste/columns.ts';
import { hasNames, proposedUses, readPaste, readTeachers } from '../../parts/pasteTeachers.ts';
import { absentFrom, planRoster, updateOf, type Answer, type PlanSchool } from './rosterPlan.ts';

/** A list while it is held against the roster: what was pasted, what its columns are, and what was answered. */
export class RosterPaste {
  text = $state('');
  on = $state('');
  #header = $state<boolean | undefined>(undefined);
  #uses = $state.raw<ColumnUse[] | null>(null);
  readonly answers = new SvelteMap<number, Answer>();
  readonly #school: () => PlanSchool;

  constructor(school: () => PlanSchool) {
    this.#school = school;
    this.on = school().today;
  }

  readonly table = $derived.by(() => readPaste(this.text, this.#header));
  readonly uses = $derived.by(() => this.#uses ?? proposedUses(this.table));
  readonly missesNames = $derived.by(() => this.table.lines.length > 0 && !hasNames(this.uses));
  readonly plan = $derived.by(() =>
    this.missesNames ? [] : planRoster(readTeachers(this.table, this.uses, { name: '' }), this.#school(), this.answers),
  );
  readonly absent = $derived.by(() => (this.plan.length > 0 ? absentFrom(this.plan, this.#school().roster) : []));
  readonly moves = $derived.by(() =>
    this.plan.some((row) => row.kind === 'changed' && row.changes.some(({ field }) => field === 'group')),
  );
  readonly update = $derived.by(() => updateOf(this.plan, this.on));

  count(kind: 'new' | 'changed' | 'same' | 'ask' | 'problem'): number {
    const skipped = (row: { answer: Answer | null }) => row.answer === 'skip';
    return this.plan.filter((row) => row.kind === kind && !(kind === 'ask' && skipped(row))).length;
  }

  /** Takes a new list; what was said about the old one is forgotten. */
  paste(text: string): void {
    this.text = text;
    this.#header = undefined;
    this.#uses = null;
    this.answers.clear();
  }

  setHeader(header: boolean): void {
    this.#header = header;
    this.#uses = null;
    this.answers.clear();
  }

  setUse(column: number, use: ColumnUse): void {
    this.#uses = withUse(this.uses, column, use);
  }

  answer(line: number, answer: Answer | ''): void {
    if (answer === '') this.answers.delete(line);
    else this.answers.set(line, answer);
  }
}
