import type { PlainDate } from '../domain/date.ts';
import type { Colleague } from './cast.ts';
import type { Random } from './random.ts';

/** Which teachers are taken in which period of which day, so that nobody teaches and observes at once. */
export class Slots {
  readonly #taken = new Set<string>();
  readonly #periods: number;

  constructor(periods: number) {
    this.#periods = periods;
  }

  /** Whether none of these people is taken. */
  isFree(people: readonly Colleague[], date: PlainDate, period: number): boolean {
    return people.every((person) => !this.#taken.has(`${person.index}|${date}|${period}`));
  }

  /**
   * Takes a free period of a day for all of these people; null when the day has none. Early periods are as likely as
   * late ones.
   */
  take(people: readonly Colleague[], date: PlainDate, random: Random): number | null {
    const first = random.int(0, this.#periods - 1);
    for (let i = 0; i < this.#periods; i += 1) {
      const period = ((first + i) % this.#periods) + 1;
      if (!this.isFree(people, date, period)) continue;
      for (const person of people) this.#taken.add(`${person.index}|${date}|${period}`);
      return period;
    }
    return null;
  }
}
