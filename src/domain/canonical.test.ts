import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../tests/builders/index.ts';
import { canonicalJson, contentHash } from './canonical.ts';

/** The same value with the keys of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => [key, reordered(inner)] as const);
  return Object.fromEntries(pairs.reverse());
}

describe('canonicalJson', () => {
  it('is JSON: it reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      lawRuns(),
    );
  });

  it('is equal for equal content, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
      }),
      lawRuns(),
    );
  });

  it('sorts keys, leaves out undefined and takes undefined in a list as null', () => {
    expect(canonicalJson({ b: 1, a: undefined, 10: 'x', 9: 'y' })).toBe('{"10":"x","9":"y","b":1}');
    expect(canonicalJson([1, undefined, 2])).toBe('[1,null,2]');
  });

  it('takes a hole in a list as null', () => {
    expect(canonicalJson(Array(2))).toBe('[null,null]');
  });

  it('keeps Chinese, emoji, mixed direction and markup as they are', () => {
    expect(JSON.parse(canonicalJson('观课 👩‍🏫 שלום <b>'))).toBe('观课 👩‍🏫 שלום <b>');
  });

  it('takes minus zero as zero', () => {
    expect(canonicalJson(-0)).toBe('0');
  });

  it.each<[string, unknown]>([
    ['NaN', NaN],
    ['an infinity', { a: -Infinity }],
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a set', [new Set()]],
    ['a typed array', new Float32Array(2)],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('contentHash', () => {
  it('is the SHA-256 of the canonical JSON', () => {
    // printf '{"a":"é","b":1}' | sha256sum
    expect(contentHash({ b: 1, a: 'é' })).toBe('aa58fba8483623bed37c1b02edfccbdd9a53123837c20bfa4cb4049993a2872e');
  });

  it('changes with any change', () => {
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 2 }));
  });
});
