import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonMeans, schoolA } from '../../tests/fixtures/measure/schoolA.ts';
import { type Connectivity, connectivity } from './connectivity.ts';

type Edges = [number, number][];

function connected(edges: Edges, teachers: number, observers: number): Connectivity {
  const outcome = connectivity({ edges, teachers, observers });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

/** Another way to the number of subsets with lessons: walk from teacher to teacher until nothing is new. */
function partsByWalking(edges: Edges): number {
  let left = [...edges];
  let parts = 0;
  while (left.length > 0) {
    parts++;
    const teachers = new Set([left[0]![0]]);
    const observers = new Set<number>();
    for (let before = -1; before !== teachers.size + observers.size;) {
      before = teachers.size + observers.size;
      for (const [teacher, observer] of left) {
        if (teachers.has(teacher)) observers.add(observer);
        if (observers.has(observer)) teachers.add(teacher);
      }
    }
    left = left.filter(([teacher]) => !teachers.has(teacher));
  }
  return parts;
}

const school = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 })).chain(([teachers, observers]) =>
  fc.record({
    teachers: fc.constant(teachers),
    observers: fc.constant(observers),
    edges: fc.array(fc.tuple(fc.integer({ min: 0, max: teachers - 1 }), fc.integer({ min: 0, max: observers - 1 })), {
      minLength: 1,
      maxLength: 14,
    }),
  }),
);

/** Two departments of two teachers, each with its own observer. */
const APART: Edges = [
  [0, 0],
  [1, 0],
  [2, 1],
  [3, 1],
];

describe('connectivity', () => {
  it('keeps departments apart that nobody has seen both of, and names the cheapest link', () => {
    const found = connected(APART, 4, 2);
    expect(found.connected).toBe(false);
    expect(found.subsets).toEqual([
      { teachers: [0, 1], observers: [0], lessons: 2 },
      { teachers: [2, 3], observers: [1], lessons: 2 },
    ]);
    expect(found.suggestions).toEqual([{ joins: [0, 1], observer: 0, host: 1, teachers: [2, 3], lessons: 2 }]);
    expect(found.bridges).toEqual([]);
    expect(found.keyObservers).toEqual([]);
  });

  it('is joined by one crossing lesson and hangs by the two pairs of the teacher whom both observers saw', () => {
    const found = connected([...APART, [2, 0]], 4, 2);
    expect(found.connected).toBe(true);
    expect(found.subsets).toHaveLength(1);
    expect(found.suggestions).toEqual([]);
    expect(found.bridges).toEqual([
      { teacher: 2, observer: 0, lessons: 1, cutsOff: { teachers: 2, observers: 1 } },
      { teacher: 2, observer: 1, lessons: 1, cutsOff: { teachers: 1, observers: 1 } },
    ]);
  });

  it('has no bridge where two teachers were seen by both observers', () => {
    expect(connected([...APART, [2, 0], [3, 0]], 4, 2)).toMatchObject({ connected: true, bridges: [] });
  });

  it('names the observer who alone holds three departments together', () => {
    const edges: Edges = [0, 1, 2].flatMap((department): Edges => [
      [2 * department, department],
      [2 * department + 1, department],
      [2 * department, 3],
      [2 * department + 1, 3],
    ]);
    const found = connected([...edges, [6, 3]], 7, 4);
    expect(found.bridges).toEqual([]);
    expect(found.keyObservers).toEqual([{ observer: 3, parts: 3, onlyTheirs: 1 }]);
  });

  it('counts all sheets of a pair in the bridge', () => {
    expect(connected([...APART, [2, 0], [2, 0], [2, 0]], 4, 2).bridges[0]).toMatchObject({ lessons: 3 });
  });

  it('has somebody without lessons as a subset of one that asks for no link', () => {
    const found = connected([[1, 0]], 3, 2);
    expect(found.subsets).toEqual([
      { teachers: [1], observers: [0], lessons: 1 },
      { teachers: [0], observers: [], lessons: 0 },
      { teachers: [2], observers: [], lessons: 0 },
      { teachers: [], observers: [1], lessons: 0 },
    ]);
    expect(found).toMatchObject({ connected: true, bridges: [], suggestions: [] });
  });

  it('asks for three common lessons where the host has seen three teachers', () => {
    const found = connected(
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 1],
        [4, 1],
        [5, 1],
      ],
      6,
      2,
    );
    expect(found.suggestions).toEqual([{ joins: [0, 1], observer: 0, host: 1, teachers: [3, 4, 5], lessons: 3 }]);
  });

  it('takes names as well as numbers', () => {
    const outcome = connectivity({ edges: [['王', 'Li']], teachers: ['王', '张'], observers: ['Li'] });
    expect(outcome).toMatchObject({
      ok: true,
      subsets: [
        { teachers: ['王'], observers: ['Li'] },
        { teachers: ['张'], observers: [] },
      ],
    });
  });

  it('of no lesson is "no-lessons"', () => {
    expect(connectivity({ edges: [], teachers: 3, observers: 1 })).toMatchObject({ ok: false, reason: 'no-lessons' });
    expect(connectivity({ edges: [], teachers: 0, observers: 0 })).toMatchObject({ ok: false, reason: 'no-lessons' });
  });

  it.each([
    [{ edges: [[4, 0]] as Edges, teachers: 4, observers: 1 }, /4 is none of the teachers/],
    [{ edges: [[0, -1]] as Edges, teachers: 4, observers: 1 }, /-1 is none of the observers/],
    [{ edges: [] as Edges, teachers: NaN, observers: 1 }, /NaN/],
    [{ edges: [] as Edges, teachers: [1, 1], observers: 1 }, /twice/],
  ])('throws a RangeError for %j', (input, message) => {
    expect(() => connectivity(input)).toThrow(RangeError);
    expect(() => connectivity(input)).toThrow(message);
  });

  it('finds school A in one piece that no single pair holds together', () => {
    const { teacher, observer } = lessonMeans(schoolA());
    const edges = Array.from(teacher, (t, i): [number, number] => [t, observer[i]!]);
    const found = connected(edges, 300, 60);
    expect(found.subsets).toEqual([
      {
        teachers: Array.from({ length: 300 }, (_, i) => i),
        observers: Array.from({ length: 60 }, (_, i) => i),
        lessons: 7200,
      },
    ]);
    expect(found).toMatchObject({ bridges: [], keyObservers: [] });
  });

  it('finds 20 departments once school A’s visitors from elsewhere are left out', () => {
    const { teacher, observer } = lessonMeans(schoolA());
    const edges = Array.from(teacher, (t, i): [number, number] => [t, observer[i]!]).filter(
      ([t, o]) => Math.floor(t / 15) === Math.floor(o / 3),
    );
    const found = connected(edges, 300, 60);
    expect(found.subsets).toHaveLength(20);
    expect(found.suggestions).toHaveLength(19);
  });

  it('copes with a chain of 5,000 teachers', () => {
    const n = 5000;
    const edges = Array.from({ length: n }, (_, i): Edges => [
      [i, i],
      [i, (i + 1) % n],
    ])
      .flat()
      .slice(0, -1);
    const found = connected(edges, n, n);
    expect(found.subsets).toHaveLength(1);
    // The first and the last edge would only leave one person alone.
    expect(found.bridges).toHaveLength(2 * n - 3);
  });

  it('leaves frozen input as it was', () => {
    const edges = Object.freeze(APART.map((edge) => Object.freeze(edge)));
    expect(connectivity(Object.freeze({ edges, teachers: Object.freeze([0, 1, 2, 3]), observers: 2 })).ok).toBe(true);
  });
});

describe('laws of connectivity', () => {
  it('subsets are a partition, and as many as one finds by walking', () => {
    fc.assert(
      fc.property(school, ({ edges, teachers, observers }) => {
        const { subsets } = connected(edges, teachers, observers);
        const everybody = (list: number[][]) => list.flat().sort((a, b) => a - b);
        expect(everybody(subsets.map((subset) => subset.teachers))).toEqual(
          Array.from({ length: teachers }, (_, i) => i),
        );
        expect(everybody(subsets.map((subset) => subset.observers))).toEqual(
          Array.from({ length: observers }, (_, i) => i),
        );
        expect(subsets.filter((subset) => subset.lessons > 0)).toHaveLength(partsByWalking(edges));
        expect(subsets.reduce((sum, subset) => sum + subset.lessons, 0)).toBe(edges.length);
      }),
    );
  });

  it('no order of the edges changes the answer', () => {
    fc.assert(
      fc.property(school, fc.infiniteStream(fc.nat()), ({ edges, teachers, observers }, keys) => {
        const shuffled = edges
          .map((edge) => ({ edge, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ edge }) => edge);
        expect(connected(shuffled, teachers, observers)).toEqual(connected(edges, teachers, observers));
      }),
    );
  });

  it('exactly the listed pairs and observers break the graph when they are taken out', () => {
    fc.assert(
      fc.property(school, ({ edges, teachers, observers }) => {
        const found = connected(edges, teachers, observers);
        const parts = partsByWalking(edges);
        const pairs = [...new Map(edges.map((edge) => [edge.join(), edge])).values()];
        const breaking = pairs.filter(([t, o]) => {
          const rest = edges.filter((edge) => edge[0] !== t || edge[1] !== o);
          return partsByWalking(rest) > parts;
        });
        const listed = found.bridges.map(({ teacher, observer }) => `${teacher},${observer}`);
        expect([...listed].sort()).toEqual(breaking.map((pair) => pair.join()).sort());
        const observersThatBreak = Array.from({ length: observers }, (_, o) => o).filter((o) => {
          const own = found.subsets.find((subset) => subset.observers.includes(o))!;
          const rest = edges.filter(([t, other]) => other !== o && own.teachers.includes(t));
          return partsByWalking(rest) > 1;
        });
        expect(found.keyObservers.map(({ observer }) => observer)).toEqual(observersThatBreak);
      }),
    );
  });

  it('following the suggestions connects everybody who was seen', () => {
    fc.assert(
      fc.property(school, ({ edges, teachers, observers }) => {
        const { suggestions } = connected(edges, teachers, observers);
        const visits = suggestions.flatMap((link) => link.teachers.map((t): [number, number] => [t, link.observer]));
        expect(connected([...edges, ...visits], teachers, observers).connected).toBe(true);
      }),
    );
  });
});
