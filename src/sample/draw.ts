import type { PlainDate } from '../domain/date.ts';
import type { Colleague } from './cast.ts';
import type { Random } from './random.ts';
import { isHere, spellOn } from './world.ts';

/** Draws colleagues in proportion to a weight, in constant time however large the school is. */
export class Drawer {
  readonly #people: readonly Colleague[];
  readonly #weight: (colleague: Colleague) => number;
  readonly #max: number;
  readonly #byGroup = new Map<number, Colleague[]>();

  constructor(people: readonly Colleague[], weight: (colleague: Colleague) => number) {
    this.#people = people.filter((colleague) => weight(colleague) > 0);
    this.#weight = weight;
    this.#max = Math.max(0, ...this.#people.map(weight));
    for (const colleague of this.#people) {
      for (const { group } of colleague.spells) {
        this.#byGroup.set(group, [...(this.#byGroup.get(group) ?? []), colleague]);
      }
    }
  }

  /** Somebody who is at the school on that day and not among `except`; null when nobody turned up in 60 draws. */
  draw(random: Random, date: PlainDate, except: readonly Colleague[] = [], group?: number): Colleague | null {
    const pool = group === undefined ? this.#people : (this.#byGroup.get(group) ?? []);
    for (let tries = 0; tries < 60 && pool.length > 0; tries += 1) {
      const colleague = random.pick(pool);
      if (random.next() * this.#max > this.#weight(colleague)) continue;
      if (except.includes(colleague) || !isHere(colleague, date)) continue;
      if (group !== undefined && spellOn(colleague, date).group !== group) continue;
      return colleague;
    }
    return null;
  }
}
