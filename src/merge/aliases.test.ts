import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAlias, lawRuns } from '../../tests/builders/index.ts';
import { aliasSets, resolver } from './aliases.ts';

const ID = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const links = fc.array(fc.record({ from: ID, to: ID, deleted: fc.boolean() }), { maxLength: 12 });
const twoOrders = links.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
);

/** Plain reachability, as slow as it is obvious. */
function reachable(all: { from: string; to: string; deleted: boolean }[], id: string): string[] {
  const live = all.filter((link) => !link.deleted);
  const found = new Set([id]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { from, to } of live) {
      if (found.has(from)) found.add(to);
      if (found.has(to)) found.add(from);
    }
  }
  return [...found].sort();
}

describe('aliases', () => {
  it('leave an id alone that was never joined', () => {
    expect(resolver([])('x')).toBe('x');
    expect(aliasSets([anAlias('a', 'b')]).members('x')).toEqual(['x']);
  });

  it('take the smallest id of a set as canonical, whichever way they point', () => {
    const resolve = resolver([anAlias('c', 'b'), anAlias('a', 'c')]);
    expect(['a', 'b', 'c'].map(resolve)).toEqual(['a', 'a', 'a']);
  });

  it('are harmless in a cycle and on oneself', () => {
    const sets = aliasSets([anAlias('a', 'b'), anAlias('b', 'c'), anAlias('c', 'a'), anAlias('d', 'd')]);
    expect(sets.members('c')).toEqual(['a', 'b', 'c']);
    expect(sets.members('d')).toEqual(['d']);
  });

  it('are undone by deletion, and only that join', () => {
    const sets = aliasSets([anAlias('a', 'b'), anAlias('b', 'c', { deleted: true })]);
    expect(sets.resolve('b')).toBe('a');
    expect(sets.resolve('c')).toBe('c');
  });

  it('join nothing when all that is left of one is that it was erased', () => {
    expect(resolver([{ deleted: true } as never])('a')).toBe('a');
  });

  it('stand any length of chain', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => String(i).padStart(6, '0'));
    const resolve = resolver(ids.slice(1).map((id, i) => ({ from: id, to: ids[i] ?? '' })));
    expect(resolve('019999')).toBe('000000');
  });

  it('are exactly reachability, in any order of arrival', () => {
    fc.assert(
      fc.property(twoOrders, ([all, shuffled]) => {
        const [sets, other] = [aliasSets(all), aliasSets(shuffled)];
        for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
          const expected = reachable(all, id);
          expect(sets.members(id)).toEqual(expected);
          expect(sets.resolve(id)).toBe(expected[0]);
          expect(other.members(id)).toEqual(expected);
        }
      }),
      lawRuns(),
    );
  });
});
