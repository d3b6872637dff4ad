import { addDays, type PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { itemsInOrder } from '../../domain/list.ts';
import { roleInPairing, type Pairing } from '../../domain/mentoring.ts';
import {
  newTermChoices,
  proposeClassMoves,
  type ClassMove,
  type NewClass,
  type TermDates,
} from '../../domain/newYear.ts';
import { holds, inRosterOrder, type Teacher } from '../../domain/people.ts';
import { quotaWish, type QuotaRule } from '../../domain/quota.ts';
import { inOrder, semesterKey, type SchoolKind } from '../../domain/semester.ts';
import { proposedUses, readPaste } from '../../parts/pasteTeachers.ts';
import type { ColumnUse } from '../../parts/paste/columns.ts';
import type { NewTermPlan } from '../../store/commands/newYearPlan.ts';
import type { NewTermSchool } from '../../store/queries/newYear.ts';
import { keptValues, type ClassEdit, type NewTermValues } from './newTermValues.ts';
import { readStaffList } from './staffList.ts';

interface Inputs {
  school: () => NewTermSchool;
  kind: () => SchoolKind;
  today: () => PlainDate;
  /** The teacher who uses this device. */
  me: () => Id;
  /** Whether the person sees all pairings, or only their own. */
  allPairings: () => boolean;
}

/** A pairing with what is proposed or was decided. */
export interface PairingChoice {
  pairing: Pairing;
  then: 'on' | 'end';
  /** The agreed time is over when the semester begins. */
  over: boolean;
  /** One of the two leaves. */
  leaves: boolean;
}

/** The page's decisions over its proposals, and the plan that follows from both. */
export class NewTermDraft {
  readonly #inputs: Inputs;
  values = $state<NewTermValues>() as NewTermValues;

  readonly semesters = $derived.by(() => inOrder(this.#school.semesters.filter((each) => !each.deleted)));
  readonly choices = $derived.by(() => newTermChoices(this.semesters, this.#inputs.kind(), this.#inputs.today()));
  readonly chosen = $derived.by(
    () => this.choices.find(({ terms }) => terms[0] && semesterKey(terms[0]) === this.values.chosen) ?? this.choices[0],
  );
  readonly isYear = $derived.by(() => this.chosen?.kind === 'schoolYear');
  readonly terms = $derived.by((): TermDates[] =>
    (this.chosen?.terms ?? []).map((term) => ({ ...term, ...this.values.dates[semesterKey(term)] })),
  );
  readonly on = $derived.by(() => this.terms[0]?.start ?? this.#inputs.today());

  readonly grades = $derived.by(() => (this.#school.grades ? itemsInOrder(this.#school.grades) : []));
  readonly #classes = $derived.by(() => {
    const { classes } = this.#school;
    return proposeClassMoves(this.grades, classes && !classes.deleted ? itemsInOrder(classes) : []);
  });
  readonly classes = $derived.by((): ClassMove[] =>
    this.#classes.moves.map((move) => {
      const edit = this.values.classes[move.id];
      return edit ? { ...move, ...edit, unsure: false } : move;
    }),
  );
  readonly newClasses = $derived.by((): NewClass[] => this.values.newClasses ?? this.#classes.added);

  readonly staff = $derived.by(() =>
    inRosterOrder(this.#school.teachers.filter(({ deleted, status }) => !deleted && status === 'active')),
  );
  readonly table = $derived.by(() => readPaste(this.values.list.text));
  readonly uses = $derived.by((): ColumnUse[] => this.values.list.uses ?? proposedUses(this.table));
  readonly list = $derived.by(() => {
    const { teachers, groups, memberships } = this.#school;
    return readStaffList(this.table, this.uses, { teachers, groups, memberships, on: this.on });
  });
  readonly joiners = $derived.by(() => [...this.values.joiners, ...this.list.joiners]);
  /** Moves by hand win over the list. */
  readonly moves = $derived.by(() => {
    const own = this.values.moves;
    return [...own, ...this.list.moves.filter(({ id }) => !own.some((each) => each.id === id))];
  });
  /** The posts that are held when the semester begins. */
  readonly postings = $derived.by(() =>
    this.staff.flatMap((teacher) =>
      Object.entries(teacher.posts)
        .filter(([, posting]) => holds(posting, this.on))
        .map(([id, posting]) => ({ key: `${teacher.id}/${id}`, id, teacher, posting })),
    ),
  );

  /** Rules that ended with the semester before and have no rule of their own in the new one. */
  readonly quotas = $derived.by((): QuotaRule[] => {
    const { quotas } = this.#school;
    const before = this.semesters.findLast((each) => each.start < this.on)?.start ?? addDays(this.on, -200);
    const running = quotas.filter((rule) => holds(rule, this.on));
    return quotas.filter(
      (rule) =>
        rule.to !== null &&
        rule.to < this.on &&
        rule.to >= before &&
        !running.some((other) => other.name === rule.name && quotaWish(other) === quotaWish(rule)),
    );
  });
  readonly openQuotas = $derived.by(() => this.#school.quotas.filter((rule) => holds(rule, this.on)).length);

  readonly pairings = $derived.by((): PairingChoice[] => {
    const leavers = new Set(this.values.leavers);
    return this.#school.pairings
      .filter((pairing) => pairing.status === 'active' && pairing.from < this.on)
      .filter((pairing) => this.#inputs.allPairings() || roleInPairing(pairing, this.#inputs.me()) !== null)
      .map((pairing) => {
        const over = pairing.to !== null && pairing.to < this.on;
        const leaves = leavers.has(pairing.mentor) || leavers.has(pairing.mentee);
        const then = leaves ? 'end' : (this.values.pairings[pairing.id] ?? (over ? 'end' : 'on'));
        return { pairing, then, over, leaves };
      })
      .sort((a, b) => (this.nameOf(a.pairing.mentee) < this.nameOf(b.pairing.mentee) ? -1 : 1));
  });

  readonly plan = $derived.by((): NewTermPlan => {
    const posts = this.#postChanges();
    return {
      terms: this.terms,
      classes: this.isYear ? this.classes.map(({ id, to, grade, leaves }) => ({ id, name: to, grade, leaves })) : [],
      newClasses: this.isYear ? $state.snapshot(this.newClasses) : [],
      leavers: $state.snapshot(this.values.leavers),
      joiners: $state.snapshot(this.joiners),
      moves: this.moves.map(({ id, group, to }: { id: Id; group?: string; to?: string }) => ({
        id,
        group: group ?? to ?? '',
      })),
      posts,
      quotas: this.quotas.map(({ id }) => id).filter((id) => !this.values.quotasLeft.includes(id)),
      pairings: this.pairings.flatMap(({ pairing: { id }, then, over }): NewTermPlan['pairings'][number][] => {
        if (then === 'end') return [{ id, then }];
        return over ? [{ id, then: 'continue' }] : [];
      }),
    };
  });

  constructor(inputs: Inputs) {
    this.#inputs = inputs;
    this.values = keptValues(inputs.school().school);
  }

  get #school(): NewTermSchool {
    return this.#inputs.school();
  }

  nameOf(teacher: Id): string {
    return this.#school.teachers.find(({ id }) => id === teacher)?.name ?? '';
  }

  /** A teacher who joined in the meantime may be chosen to leave; whoever uses this device may not. */
  mayLeave(teacher: Teacher): boolean {
    return teacher.id !== this.#inputs.me();
  }

  setDates(term: TermDates, dates: Partial<TermDates>): void {
    const key = semesterKey(term);
    const now = this.terms.find((each) => semesterKey(each) === key) ?? term;
    this.values.dates[key] = { ...now, ...dates };
  }

  editClass(id: Id, edit: ClassEdit): void {
    const now = this.classes.find((each) => each.id === id);
    if (now) this.values.classes[id] = { to: now.to, grade: now.grade, leaves: now.leaves, ...edit };
  }

  setNewClasses(classes: NewClass[]): void {
    this.values.newClasses = classes;
  }

  setLeaves(id: Id, leaves: boolean): void {
    const rest = this.values.leavers.filter((each) => each !== id);
    this.values.leavers = leaves ? [...rest, id] : rest;
  }

  setUse(uses: ColumnUse[]): void {
    this.values.list.uses = uses;
  }

  setList(text: string): void {
    this.values.list = { text, uses: null };
  }

  #postChanges(): NewTermPlan['posts'] {
    const byTeacher = new Map(this.list.posts.map(({ id, end, begin }) => [id, { id, end: [...end], begin }]));
    for (const { key, id, teacher } of this.postings) {
      if (!this.values.endedPosts.includes(key)) continue;
      const change = byTeacher.get(teacher.id) ?? { id: teacher.id, end: [], begin: [] };
      byTeacher.set(teacher.id, { ...change, end: [...new Set([...change.end, id])] });
    }
    return [...byTeacher.values()];
  }
}
