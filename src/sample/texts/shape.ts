/** What an observer's note or remark is about; indicators of every built-in rubric map to these. */
export const THEMES = [
  'goal',
  'content',
  'lead-in',
  'question',
  'feedback',
  'listen',
  'group',
  'practice',
  'differ',
  'board',
  'media',
  'language',
  'pace',
  'climate',
  'routines',
  'thinking',
  'check',
  'strategy',
] as const;
export type Theme = (typeof THEMES)[number];

/**
 * What can be written about one theme. Notes may hold the slots `{who}` (some pupils), `{n}` (2–6), `{m}` (minutes, 2–8),
 * `{k}` (a number of pupils) and `{g}` (number of a table or group).
 */
export interface ThemeTexts {
  /** Notes of what went well, and of what did not. */
  good: string[];
  weak: string[];
  /** Whole remarks for strengths and for suggestions. */
  strengths: string[];
  suggestions: string[];
  /** A next step that a teacher and an observer agree on; also a goal of a pairing. */
  step: string;
}

/** A subject with its topics by grade (1–9) and notes that only fit this subject. */
export interface SubjectTexts {
  name: string;
  /** 0–5: the group of the school that teaches it. */
  group: number;
  /** Share of the group's teachers. */
  weight: number;
  /** Whether notes about the board make sense. */
  board: boolean;
  /** Three topics or more for each of the nine grades. */
  topics: readonly (readonly string[])[];
  scenes: readonly string[];
}

/** Names of the school and of the people in it. */
export interface PeopleTexts {
  schoolName: string;
  /** Schools of guests and of lessons elsewhere. */
  otherSchools: readonly string[];
  /** `{family}` and `{given}` in the language's order. */
  fullName: string;
  family: readonly string[];
  given: readonly string[];
  /** Full names that must not appear although the lists would allow them: well-known persons. */
  avoided: readonly string[];
  /** Six names of subject groups, and the pattern for further ones (`{name}`, `{n}`). */
  groups: readonly string[];
  furtherGroup: string;
  /** Titles from new to senior, as the school's own system writes them. */
  titles: readonly string[];
  /** From junior to senior. */
  honours: readonly string[];
  /** Pattern of a staff number (`{year}`, `{n}`). */
  number: string;
}

/** Words for places, classes and schedules. */
export interface PlaceTexts {
  /** Pattern of a class name (`{grade}`, `{n}`) with the words for the nine grades and for the classes of a grade. */
  klass: string;
  grades: readonly string[];
  classes: readonly string[];
  /** Pattern of a grade's own name (`{grade}`). */
  gradeName: string;
  /** Fewest and most pupils of a class. */
  pupils: readonly [min: number, max: number];
  /** Patterns of rooms (`{r}`). */
  rooms: readonly string[];
  organisers: readonly string[];
  scheduleNotes: readonly string[];
  /** Stages of a lesson as this school marks them; exactly five, from opening to homework. */
  stages: readonly string[];
}

/** Sentences of observers. */
export interface NoteTexts {
  themes: Record<Theme, ThemeTexts>;
  /** What simply happened, by stage (five). */
  scenes: readonly (readonly string[])[];
  /** Sentences that can follow a note. */
  tails: { good: readonly string[]; weak: readonly string[] };
  who: readonly string[];
  overall: readonly string[];
  focus: readonly string[];
  /** Notes that an observer keeps for themselves. */
  privately: readonly string[];
  /** Joins a note and its tail, or two remarks. */
  joiner: string;
}

/** Words of mentoring. */
export interface PairingTexts {
  domains: readonly string[];
  plans: readonly string[];
}

/** One meeting of a group: what stands in its book. */
export interface ActivityTexts {
  topic: string;
  agenda: string;
  record: string;
  resolutions: string;
}

/** Titles of what teachers enter as done besides lessons, by task, and where talks and courses were. */
export interface DutyTexts {
  reflection: readonly string[];
  record: readonly string[];
  courseware: readonly string[];
  paper: readonly string[];
  talk: readonly string[];
  training: readonly string[];
  journals: readonly string[];
  forums: readonly string[];
  courses: readonly string[];
  /** What one keeps for oneself about an entry. */
  note: string;
}

/** What happens around the lessons. */
export interface LifeTexts {
  duties: DutyTexts;
  /** Times of the day with lessons that have no number: before the first period, after the last. */
  otherPeriods: readonly { name: string; start: string; end: string }[];
  /** Why a day runs another timetable, or none. */
  swappedDay: string;
  /** Names of class series, each with `{year}`. */
  series: Readonly<Record<'report' | 'improvement' | 'demonstration', string>>;
  /** What was noted when scores were agreed on after a class. */
  calibrations: readonly string[];
  materials: readonly string[];
  debriefPlaces: readonly string[];
  debriefs: readonly { text: string; conclusions: string }[];
  activityPlaces: readonly string[];
  /** In the order of a semester, the plan first. */
  activities: readonly ActivityTexts[];
  meetingPlaces: readonly string[];
  /** In the order of a pairing, the first talk first. */
  meetings: readonly { topic: string; record: string }[];
  /** Assessments of a pairing, under way and at its end, and what the end is called. */
  interim: readonly string[];
  final: readonly string[];
  results: readonly string[];
}

/** Everything that the sample school says in one language. */
export interface SampleTexts {
  people: PeopleTexts;
  places: PlaceTexts;
  subjects: readonly SubjectTexts[];
  notes: NoteTexts;
  pairings: PairingTexts;
  life: LifeTexts;
}
