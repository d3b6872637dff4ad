import { calibrationIdOf, DEFAULT_RULE, type Calibration } from '../domain/calibration.ts';
import { addDays } from '../domain/date.ts';
import { indicatorsOf } from '../domain/rubric.ts';
import { scoreKey } from '../domain/score.ts';
import { isSelfObservation, type Sheet } from '../domain/sheet.ts';
import { ME, type Colleague } from './cast.ts';
import { levelOn } from './craft.ts';
import type { GivenLesson } from './lesson.ts';
import { isOffice } from './plan.ts';
import type { Random } from './random.ts';
import { scoreSheet } from './scoring.ts';
import type { ThemedRubric } from './themes.ts';
import { envelopeOf, isHere, schoolInstant, type World } from './world.ts';

/** Observers below which a class is not worth agreeing on. */
const FEWEST = 3;
/** Of classes that the person who uses the app scored: without them their own history would be empty. */
const OWN = { most: 2, fewest: 2 };
/** A key is agreed by several: steadier than one observer alone. */
const AGREED: Pick<Colleague['craft'], 'severity' | 'stretch'> = { severity: 0, stretch: 1 };

interface Candidate {
  given: GivenLesson;
  rubric: ThemedRubric;
}

/** Agreed scores of a few announced classes that several observers scored on one form. Draws from streams of its own. */
export class Calibrations {
  readonly #world: World;
  /** The latest ones that the person who uses the app scored, and the latest of others. */
  #own: Candidate[] = [];
  #other: Candidate | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  /** Looks at a lesson with its sheets, the oldest lesson first. */
  look(given: GivenLesson, sheets: readonly Sheet[]): void {
    const { lesson, planned } = given;
    const rubric = planned.family ? this.#world.rubrics.get(planned.family) : undefined;
    const me = this.#world.colleagues[ME]?.id;
    if (!rubric || lesson.schedule === null || lesson.teacher === null || lesson.teacher === me) return;
    const observers = sheets.filter((sheet) => sheet.rubric !== null && !isSelfObservation(sheet));
    if (observers.length >= OWN.fewest && observers.some(({ observer }) => observer === me)) {
      this.#own = [...this.#own, { given, rubric }].slice(-OWN.most);
    } else if (observers.length >= FEWEST) this.#other = { given, rubric };
  }

  /** The agreed scores, set by the office on the day after the class. */
  records(): Calibration[] {
    return [...this.#own, ...(this.#other ? [this.#other] : [])].map((found) => this.#record(found));
  }

  #record({ given, rubric }: Candidate): Calibration {
    const world = this.#world;
    const { lesson, planned } = given;
    const random = world.random.fork(`calibration:${lesson.id}`);
    const day = addDays(lesson.date, 1) < world.calendar.today ? addDays(lesson.date, 1) : lesson.date;
    const setter = world.colleagues.find((each) => isOffice(each) && each.id !== lesson.teacher && isHere(each, day));
    const at = schoolInstant(world, day, 16 * 60 + 30);
    const author = setter?.person ?? lesson.author;
    return {
      ...envelopeOf(world, 'calibration', calibrationIdOf(lesson.id, rubric.rubric.id), {
        author,
        at,
        about: planned.teacher ? [planned.teacher.id] : [],
      }),
      lesson: lesson.id,
      rubric: rubric.rubric.id,
      key: this.#key(given, rubric, random),
      rule: DEFAULT_RULE,
      note: random.pick(world.texts.life.calibrations),
      setBy: setter?.id ?? '',
      date: day,
    };
  }

  /** What people who talk the lesson over would agree on; what had no occasion in it is left open. */
  #key({ planned, luck, subject }: GivenLesson, rubric: ThemedRubric, random: Random): Calibration['key'] {
    const { teacher, date } = planned;
    const level = teacher ? levelOn(teacher.craft, date, teacher.joined ?? this.#world.start, this.#world.days) : 0.3;
    const scores = scoreSheet(
      rubric,
      { level: level + luck, craft: teacher?.craft ?? null, eye: AGREED, board: subject.board, focus: [], gaps: 0 },
      random,
    );
    return Object.fromEntries(
      indicatorsOf(rubric.rubric).flatMap(({ id }) => {
        const value = scores[scoreKey(id)];
        return typeof value === 'number' ? [[id, value] as const] : [];
      }),
    );
  }
}
