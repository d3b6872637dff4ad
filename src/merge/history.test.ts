import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTeacher, anActivity, aStamp, BUILT_AT, lawRuns, useDeterministicIds } from '../../tests/builders/index.ts';
import type { Activity } from '../domain/activity.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { conflictsOf, latestStamp, mergeRecords, patchRecord } from './fields.ts';
import { createClock } from './stamp.ts';

useDeterministicIds();

/*
 * Three devices with clocks of their own (set ahead, behind, or standing still) edit one record and hand copies to one
 * another at random. Beside them runs the obvious model: a list of all edits with what each had seen.
 */
const NODES = ['a', 'b', 'c'] as const;
const node = fc.nat({ max: 2 });
const action = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('field' as const),
      node,
      field: fc.constantFrom('place', 'topic'),
      value: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('entry' as const),
      node,
      entry: fc.constantFrom('t1', 't2'),
      value: fc.constantFrom('present', 'leave', null),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('text' as const), node, behind: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('send' as const), node, to: node }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('open' as const), node }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('time' as const), node, by: fc.integer({ min: -5000, max: 5000 }) }),
  },
);
const actions = fc.array(action, { maxLength: 40 });
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** A version of the text in the model, with the versions that its writer had seen. */
interface Version {
  text: string;
  node: string;
  seen: Set<string>;
}

class Device {
  readonly name: string;
  now = BUILT_AT;
  record: Activity;
  /** The copy that this device's editor was opened on. */
  opened: Activity;
  /** The model's view: texts that this device has received, and those its editor was opened on. */
  known: Set<string>;
  knownAtOpen: Set<string>;
  readonly clock;

  constructor(name: string, record: Activity) {
    this.name = name;
    this.record = this.opened = record;
    this.known = new Set([record.record]);
    this.knownAtOpen = new Set(this.known);
    this.clock = createClock({ node: name, now: this.now, last: null });
  }

  next() {
    return this.clock.next(this.now);
  }

  receive(other: Device) {
    // As the door does; the tolerance is larger than any step of these clocks.
    if (!this.clock.receive(latestStamp(other.record), Math.max(this.now, other.now))) throw new Error('held');
    this.record = mergeRecords(this.record, other.record);
    for (const text of other.known) this.known.add(text);
  }
}

const START: Activity = {
  ...anActivity({ attendance: {}, record: 'start', place: 'p', topic: 't' }),
  stamp: aStamp(0, 'o'),
};

function play(script: Action[]) {
  const devices = NODES.map((name) => new Device(name, START));
  const writes = new Map<string, { stamp: string; value: unknown }>();
  const versions: Version[] = [{ text: 'start', node: 'o', seen: new Set() }];
  const write = (path: string, stamp: string, value: unknown) => {
    const last = writes.get(path);
    if (!last || last.stamp < stamp) writes.set(path, { stamp, value });
  };
  for (const item of script) {
    const device = devices[item.node]!;
    if (item.type === 'time') device.now += item.by;
    else if (item.type === 'send') {
      if (item.to !== item.node) devices[item.to]!.receive(device);
    } else if (item.type === 'open') {
      device.opened = device.record;
      device.knownAtOpen = new Set(device.known);
    } else if (item.type === 'text') {
      const stamp = device.next();
      const text = `${device.name}${versions.length}`;
      const seen = new Set(item.behind ? device.knownAtOpen : device.known);
      for (const version of versions) if (version.node === device.name) seen.add(version.text);
      versions.push({ text, node: device.name, seen });
      device.record = patchRecord(device.record, { record: text }, stamp, item.behind ? device.opened : device.record);
      device.known.add(text);
    } else {
      const stamp = device.next();
      const before = device.record;
      const path = item.type === 'field' ? item.field : `attendance/${item.entry}`;
      const changes =
        item.type === 'field' ? { [item.field]: String(item.value) } : { attendance: { [item.entry]: item.value } };
      device.record = patchRecord(before, changes as never, stamp);
      if (device.record !== before) write(path, stamp, item.type === 'field' ? String(item.value) : item.value);
    }
  }
  return { devices, writes, versions };
}

/** Everybody hands everything to everybody, in a given order, until nothing is new. */
function settle(devices: Device[], order: readonly number[]) {
  for (let round = 0; round < 3; round++) {
    for (const from of order) for (const to of order) if (from !== to) devices[to]!.receive(devices[from]!);
  }
}

const anOrder = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });

describe('devices that edit one record apart', () => {
  it('end with the same record once all copies have met, in whatever order', () => {
    fc.assert(
      fc.property(actions, anOrder, anOrder, (script, first, second) => {
        const [one, other] = [play(script).devices, play(script).devices];
        settle(one, first);
        settle(other, second);
        const all = [...one, ...other].map((device) => canonicalJson(device.record));
        expect(new Set(all).size).toBe(1);
      }),
      lawRuns(100),
    );
  });

  it('end with the latest write of each field and each map entry', () => {
    fc.assert(
      fc.property(actions, anOrder, (script, order) => {
        const { devices, writes } = play(script);
        settle(devices, order);
        const { place, topic, attendance } = devices[0]!.record;
        expect(place).toBe(writes.get('place')?.value ?? START.place);
        expect(topic).toBe(writes.get('topic')?.value ?? START.topic);
        for (const entry of ['t1', 't2']) {
          expect(attendance[entry] ?? null).toBe(writes.get(`attendance/${entry}`)?.value ?? null);
        }
      }),
      lawRuns(100),
    );
  });

  it('keep exactly those versions of a long text that no other writer had seen and replaced', () => {
    fc.assert(
      fc.property(actions, anOrder, (script, order) => {
        const { devices, versions } = play(script);
        settle(devices, order);
        const replaced = new Set(versions.flatMap((version) => [...version.seen]));
        const expected = versions.map((version) => version.text).filter((text) => !replaced.has(text));
        const record = devices[0]!.record;
        const kept = conflictsOf(record).find((conflict) => conflict.field === 'record')?.versions ?? [
          { value: record.record },
        ];
        expect(kept.map((version) => version.value).sort()).toEqual(expected.sort());
      }),
      lawRuns(100),
    );
  });
});

describe('a list import on two devices', () => {
  it('makes one teacher of two records made apart, with the later name and the posts of both', () => {
    const a = {
      ...aTeacher({ id: 't', name: 'Lin Yue', posts: { a: { post: 'dean', from: null, to: null } } }),
      stamp: aStamp(1, 'a'),
    };
    const b = {
      ...aTeacher({ id: 't', name: 'Lin Yue', number: '7', posts: { b: { post: 'dean', from: null, to: null } } }),
      stamp: aStamp(2, 'b'),
    };
    const merged = mergeRecords(a, b);
    expect(merged.number).toBe('7');
    expect(Object.keys(merged.posts).sort()).toEqual(['a', 'b']);
  });
});
