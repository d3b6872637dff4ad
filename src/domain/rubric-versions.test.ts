import { describe, expect, test } from 'vitest';
import { aRubric } from '../../tests/builders/index.ts';
import { familiesOf, isRetired, offerOf } from './rubric-versions.ts';

const v = (id: string, parent: string | null, created = 1, family = 'f') => aRubric({ id, parent, created, family });
const ids = (versions: readonly { rubric: { id: string } }[]) => versions.map(({ rubric }) => rubric.id);

describe('rubric versions', () => {
  test('versions count from the first known one, the newest first', () => {
    const [family] = familiesOf([v('a', null), v('c', 'b'), v('b', 'a')]);
    expect(family?.versions.map(({ rubric, number, newest, branch }) => [rubric.id, number, newest, branch])).toEqual([
      ['c', 3, true, false],
      ['b', 2, false, false],
      ['a', 1, false, false],
    ]);
  });

  test('two children of one version are branches, and both are newest', () => {
    const [family] = familiesOf([v('a', null), v('b', 'a', 2), v('c', 'a', 3)]);
    expect(ids(family?.heads ?? [])).toEqual(['c', 'b']);
    expect(family?.versions.filter(({ branch }) => branch)).toHaveLength(2);
  });

  test('a parent in another family (a copied template) or one that is not here is where counting begins', () => {
    const [family] = familiesOf([v('a', 'builtin:x@1'), v('b', 'a')]);
    expect(family?.versions.map(({ number }) => number)).toEqual([2, 1]);
  });

  test('parents in a circle end the count', () => {
    expect(familiesOf([v('a', 'b'), v('b', 'a')])[0]?.versions.map(({ number }) => number)).toEqual([2, 2]);
  });

  test('new observations are offered the newest of each family, earlier ones apart, retired ones not at all', () => {
    const all = [v('a', null), v('b', 'a'), v('x', null, 1, 'g'), v('y', null, 1, 'h')];
    const offer = offerOf(all, { g: true, h: false });
    expect(ids(offer.current)).toEqual(['b', 'y']);
    expect(ids(offer.older)).toEqual(['a']);
  });

  test('one branch can be retired without the other', () => {
    const offer = offerOf([v('a', null), v('b', 'a'), v('c', 'a')], { b: true });
    expect(ids(offer.current)).toEqual(['c']);
    expect(isRetired({ id: 'b', family: 'f' }, { f: true })).toBe(true);
    expect(isRetired({ id: 'b', family: 'f' }, {})).toBe(false);
  });
});
