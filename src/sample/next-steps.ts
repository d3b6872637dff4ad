import { addDays, daysBetween, type PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import type { NextStep } from '../domain/mentoring.ts';
import { sampleId } from './ids.ts';
import type { GivenLesson } from './lesson.ts';
import type { Random } from './random.ts';
import type { WrittenSheet } from './sheet.ts';
import { envelopeOf, type World } from './world.ts';

/** Next steps that were agreed after lessons; a later sheet of the same teacher may close them. */
export class NextSteps {
  readonly #world: World;
  readonly #open = new Map<Id, NextStep>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Looks at a new sheet: closes what it shows, and sometimes agrees on something new. Returns what is settled. */
  look(given: GivenLesson, { sheet, notes }: WrittenSheet, random: Random): NextStep[] {
    const { teacher } = given.planned;
    if (!teacher || sheet.role === 'self') return [];
    const pending = this.#open.get(teacher.id);
    if (pending) return this.#close(pending, sheet.date, sheet.sheet, random);
    const weak = notes.find((note) => note.seen && !note.seen.good)?.seen;
    if (!weak || !random.chance(0.07)) return [];
    const id = sampleId(random, sheet.sealedAt);
    this.#open.set(teacher.id, {
      ...envelopeOf(this.#world, 'nextStep', id, {
        author: sheet.author,
        at: sheet.sealedAt,
        about: [teacher.id],
        audience: 'parties',
      }),
      teacher: teacher.id,
      owner: random.chance(0.7) ? teacher.id : sheet.observer,
      action: this.#world.texts.notes.themes[weak.theme].step,
      due: addDays(sheet.date, random.int(21, 56)),
      sheet: sheet.sheet,
      lesson: sheet.lesson,
      seenIn: null,
      closedOn: null,
    });
    return [];
  }

  /** What is still open on the last day; steps of more than a year ago were closed without having been seen. */
  rest(): NextStep[] {
    const { today } = this.#world.calendar;
    return [...this.#open.values()].map((step) => {
      const old = step.due !== null && daysBetween(step.due, today) > 300;
      return old ? { ...step, closedOn: addDays(step.due ?? today, 14) } : step;
    });
  }

  #close(step: NextStep, date: PlainDate, sheet: Id, random: Random): NextStep[] {
    // Due at the earliest three weeks after it was agreed, so this is never before that day.
    const earliest = addDays(step.due ?? date, -21);
    if (date <= earliest || !random.chance(0.5)) return [];
    this.#open.delete(step.teacher);
    return [{ ...step, seenIn: sheet, closedOn: date }];
  }
}
