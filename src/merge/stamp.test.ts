import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../tests/builders/index.ts';
import { createClock, formatStamp, isFromFuture, laterStamp, newNode, nodeOf, parseStamp } from './stamp.ts';

const NOON = Date.UTC(2025, 9, 15, 4);
const MINUTE = 60_000;
const clockAt = (now: number, last: string | null = null) => createClock({ node: 'a', now, last });
const parts = fc.record({
  ms: fc.integer({ min: 0, max: 36 ** 9 - 1 }),
  counter: fc.integer({ min: 0, max: 36 ** 4 - 1 }),
  node: fc.constantFrom('a', 'b9', 'zz'),
});

describe('a stamp', () => {
  it('is text of fixed width before the node: time, counter, node', () => {
    expect(formatStamp({ ms: 35, counter: 36, node: 'n1' })).toBe('00000000z-0010-n1');
  });

  it('reads back what was written', () => {
    fc.assert(
      fc.property(parts, (stamp) => {
        expect(parseStamp(formatStamp(stamp))).toEqual(stamp);
      }),
      lawRuns(),
    );
  });

  it('sorts as text by time, then counter, then node', () => {
    const order = (a: { ms: number; counter: number; node: string }, b: typeof a) =>
      a.ms - b.ms || a.counter - b.counter || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0);
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [x, y] = [formatStamp(a), formatStamp(b)];
        expect(Math.sign(x < y ? -1 : x > y ? 1 : 0)).toBe(Math.sign(order(a, b)));
        expect(laterStamp(x, y)).toBe(order(a, b) > 0 ? x : y);
      }),
      lawRuns(),
    );
  });

  it.each(['', 'a', '00000000z-0010', '00000000Z-0010-a', '00000000z-010-a', '00000000z-0010-', 'x00000000z-0010-a'])(
    'is not %j',
    (text) => {
      expect(parseStamp(text)).toBeNull();
      expect(isFromFuture(text, 0)).toBe(false);
      expect(nodeOf(text)).toBe(text);
    },
  );

  it.each([
    ['a negative time', { ms: -1, counter: 0, node: 'a' }],
    ['a broken time', { ms: 1.5, counter: 0, node: 'a' }],
    ['a time past the year 5188', { ms: 36 ** 9, counter: 0, node: 'a' }],
    ['a counter that does not fit', { ms: 0, counter: 36 ** 4, node: 'a' }],
  ])('refuses %s', (_, stamp) => {
    expect(() => formatStamp(stamp)).toThrow(RangeError);
  });
});

describe('a clock', () => {
  it('follows the device while its time goes on', () => {
    const clock = clockAt(NOON);
    expect(parseStamp(clock.next(NOON + 5))).toEqual({ ms: NOON + 5, counter: 0, node: 'a' });
    expect(parseStamp(clock.next(NOON + 6))).toEqual({ ms: NOON + 6, counter: 0, node: 'a' });
  });

  it('counts within one millisecond', () => {
    const clock = clockAt(NOON);
    clock.next(NOON + 1);
    expect(parseStamp(clock.next(NOON + 1))).toEqual({ ms: NOON + 1, counter: 1, node: 'a' });
  });

  it('rises when the device is set back, to another year too', () => {
    const clock = clockAt(NOON);
    const before = clock.next(NOON + 1);
    const after = clock.next(Date.UTC(1970, 0, 1));
    expect(after > before).toBe(true);
    expect(parseStamp(after)?.ms).toBe(NOON + 1);
  });

  it('borrows the next millisecond when the counter is full', () => {
    const last = formatStamp({ ms: NOON, counter: 36 ** 4 - 1, node: 'a' });
    const clock = clockAt(NOON, last);
    expect(parseStamp(clock.next(NOON))).toEqual({ ms: NOON + 1, counter: 0, node: 'a' });
  });

  it('goes on after the last stamp of the previous start, even when the device lost its time', () => {
    const last = clockAt(NOON).next(NOON + 10);
    expect(clockAt(0, last).next(0) > last).toBe(true);
    expect(clockAt(0, last).last).toBe(last);
  });

  it('starts from the device when what was kept is no stamp', () => {
    expect(parseStamp(clockAt(NOON, 'rubbish').next(NOON + 1))?.ms).toBe(NOON + 1);
  });

  it('wins over every stamp it has received', () => {
    const clock = clockAt(NOON);
    const theirs = formatStamp({ ms: NOON + MINUTE, counter: 7, node: 'z' });
    expect(clock.receive(theirs, NOON)).toBe(true);
    expect(clock.next(NOON) > theirs).toBe(true);
  });

  it('refuses a stamp from the future and does not follow it', () => {
    const clock = clockAt(NOON);
    expect(clock.receive(formatStamp({ ms: NOON + 6 * MINUTE, counter: 0, node: 'z' }), NOON)).toBe(false);
    expect(parseStamp(clock.next(NOON + 1))?.ms).toBe(NOON + 1);
  });

  it('refuses what is no stamp', () => {
    expect(clockAt(NOON).receive('rubbish', NOON)).toBe(false);
  });

  it('says how far it is ahead of a device that once stood in another year', () => {
    const clock = clockAt(NOON + 365 * 86_400_000);
    expect(clock.ahead(NOON)).toBe(365 * 86_400_000);
    expect(clockAt(NOON).ahead(NOON + 1)).toBe(0);
  });

  it('takes a time that is no number or before 1970 as the earliest one', () => {
    const clock = clockAt(Number.NaN);
    expect(parseStamp(clock.next(-5))?.ms).toBe(0);
  });

  it('refuses a node that would not sort or parse', () => {
    expect(() => createClock({ node: 'A-1', now: 0, last: null })).toThrow(RangeError);
  });

  it('rises strictly whatever the device says and whatever arrives', () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('next' as const), now: fc.integer({ min: 0, max: 50 }) }),
      fc.record({ type: fc.constant('receive' as const), now: fc.integer({ min: 0, max: 50 }), stamp: parts }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = createClock({ node: 'a', now: 0, last: null });
        let highest = clock.last;
        for (const item of steps) {
          if (item.type === 'receive') {
            const stamp = formatStamp({ ...item.stamp, ms: item.stamp.ms % 100 });
            if (clock.receive(stamp, item.now)) highest = laterStamp(highest, stamp);
          } else {
            const stamp = clock.next(item.now);
            expect(stamp > highest).toBe(true);
            highest = stamp;
          }
        }
      }),
      lawRuns(),
    );
  });
});

describe('isFromFuture', () => {
  const stamp = formatStamp({ ms: NOON + 5 * MINUTE, counter: 0, node: 'a' });
  it('allows five minutes, inclusive', () => {
    expect(isFromFuture(stamp, NOON)).toBe(false);
    expect(isFromFuture(stamp, NOON - 1)).toBe(true);
  });
  it('takes another tolerance', () => {
    expect(isFromFuture(stamp, NOON, 5 * MINUTE - 1)).toBe(true);
  });
});

describe('newNode', () => {
  it('makes nodes that clocks accept and that differ', () => {
    const nodes = Array.from({ length: 200 }, newNode);
    for (const node of nodes) expect(node).toMatch(/^[0-9a-z]{12}$/);
    expect(new Set(nodes).size).toBe(200);
  });
});
