import type { PlainDate } from '../../domain/date.ts';
import { proposeSemesters, type SchoolKind, type SemesterProposal } from '../../domain/semester.ts';
import { defaultStages, schoolKindOfLocale } from '../../parts/names.ts';
import { withUse, type ColumnUse } from '../../parts/paste/columns.ts';
import { hasNames, meWithRow, proposedUses, readPaste, readTeachers } from '../../parts/pasteTeachers.ts';
import { hasGoodDates, nextTerm } from '../../parts/semesterDates.ts';
import { LESSON_MINUTES } from '../../store/commands/editSchool.ts';
import type { SchoolSetup, TeacherInput } from '../../store/commands/school.ts';
import type { FirstPost } from './postWords.ts';
import { usualMinutes } from './schoolKinds.ts';
import { STEPS, type SetupStep, type SetupValues } from './setupStorage.ts';

/** What a person types while setting up a school, step by step. Nothing is lost on going back. */
export class SetupDraft {
  step = $state<SetupStep>('school');
  school = $state({ name: '', kind: 'other' as SchoolKind, minutes: null as number | null });
  terms = $state<SemesterProposal[]>([]);
  me = $state({ name: '', number: '', subject: '', group: '', post: '' as FirstPost | '' });
  /** The pasted list, and what the person said about it: null and undefined = as it was found. */
  paste = $state({
    text: '',
    header: undefined as boolean | undefined,
    uses: null as ColumnUse[] | null,
    leftOut: [] as number[],
  });
  /** Days or lesson length that the person set stay when the kind of school changes. */
  #termsEdited = $state(false);
  #minutesEdited = $state(false);
  readonly #today: PlainDate;

  readonly table = $derived(readPaste(this.paste.text, this.paste.header));
  readonly uses = $derived(this.paste.uses ?? proposedUses(this.table));
  readonly rows = $derived(readTeachers(this.table, this.uses, this.#meInput(), new Set(this.paste.leftOut)));
  readonly added = $derived(this.rows.filter((row) => !row.isMe && !row.problem && !row.leftOut));
  readonly refused = $derived(this.rows.filter((row) => row.problem && !row.leftOut));
  readonly mine = $derived(this.rows.find((row) => row.isMe));
  readonly missesNames = $derived(this.table.lines.length > 0 && !hasNames(this.uses));

  constructor(today: PlainDate, locale: string, values: SetupValues | null) {
    this.#today = today;
    if (values) this.#take(values);
    else this.chooseKind(schoolKindOfLocale(locale));
  }

  /** Another kind of school proposes its own terms and lesson length, unless they were changed by hand. */
  chooseKind(kind: SchoolKind): void {
    this.school.kind = kind;
    if (!this.#termsEdited) this.terms = proposeSemesters(kind, this.#today);
    if (!this.#minutesEdited) this.school.minutes = usualMinutes(kind);
  }

  setMinutes(minutes: number | null): void {
    this.school.minutes = minutes;
    this.#minutesEdited = true;
  }

  /** To be called when the person changed, took out or added a term. */
  touchTerms(): void {
    this.#termsEdited = true;
  }

  /** Whether the terms differ from what the kind of school proposes. */
  get termsEdited(): boolean {
    return this.#termsEdited;
  }

  proposeAgain(): void {
    this.#termsEdited = false;
    this.terms = proposeSemesters(this.school.kind, this.#today);
  }

  addTerm(): void {
    const term = nextTerm(this.school.kind, this.terms, this.#today);
    if (term) this.terms.push(term);
    this.#termsEdited = true;
  }

  removeTerm(term: SemesterProposal): void {
    this.terms = this.terms.filter((each) => each !== term);
    this.#termsEdited = true;
  }

  /** Takes a new list; what was said about the old one is forgotten. */
  setPaste(text: string): void {
    this.paste = { text, header: undefined, uses: null, leftOut: [] };
  }

  setHeader(header: boolean): void {
    this.paste = { ...this.paste, header, uses: null, leftOut: [] };
  }

  setUse(column: number, use: ColumnUse): void {
    this.paste.uses = withUse(this.uses, column, use);
  }

  leaveOut(line: number, out: boolean): void {
    const others = this.paste.leftOut.filter((each) => each !== line);
    this.paste.leftOut = out ? [...others, line] : others;
  }

  /** Whether a step can be left forwards. The list of teachers may be empty or have rows to leave out. */
  isComplete(step: SetupStep): boolean {
    const { name, minutes } = this.school;
    const { min, max } = LESSON_MINUTES;
    if (step === 'school') return name.trim() !== '' && minutes !== null && minutes >= min && minutes <= max;
    if (step === 'terms') return this.terms.every(hasGoodDates);
    return step === 'me' ? this.me.name.trim() !== '' : !this.missesNames;
  }

  /** The first step that is not complete, or null. */
  get gap(): SetupStep | null {
    return STEPS.find((step) => !this.isComplete(step)) ?? null;
  }

  /** Everything as the store takes it; rows with a problem and rows left out are not in it. */
  toSetup(): SchoolSetup {
    const { name, kind, minutes } = this.school;
    const semesters = $state.snapshot(this.terms);
    return {
      school: {
        name: name.trim(),
        schoolKind: kind,
        lessonMinutes: minutes ?? usualMinutes(kind),
        stages: defaultStages(),
      },
      semesters: semesters.map(({ schoolYear, term, terms, start, end }) => ({ schoolYear, term, terms, start, end })),
      me: meWithRow(this.#meInput(), this.mine?.input),
      post: this.me.post || null,
      teachers: this.added.map((row) => row.input),
    };
  }

  /** Everything typed so far, to be kept over a reload. */
  toValues(): SetupValues {
    return $state.snapshot({
      step: this.step,
      school: this.school,
      terms: this.terms,
      me: this.me,
      paste: { ...this.paste, header: this.paste.header ?? null },
      termsEdited: this.#termsEdited,
      minutesEdited: this.#minutesEdited,
    });
  }

  #take(values: SetupValues): void {
    const { header, ...paste } = values.paste;
    this.step = values.step;
    this.school = values.school;
    this.terms = values.terms;
    this.me = values.me;
    this.paste = { ...paste, header: header ?? undefined };
    this.#termsEdited = values.termsEdited;
    this.#minutesEdited = values.minutesEdited;
  }

  #meInput(): TeacherInput {
    const { name, number, subject, group } = this.me;
    const subjects = subject
      .split(/[、，,;；]/u)
      .map((each) => each.trim())
      .filter(Boolean);
    return { name: name.trim(), number: number.trim(), subjects, group: group.trim() };
  }
}
