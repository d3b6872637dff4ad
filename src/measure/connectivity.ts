import { biconnected } from './biconnected.ts';
import { type Outcome, unusable } from './outcome.ts';

/** How a teacher or an observer is called: a place in a list, or a word. */
export type NodeId = number | string;

/** Who saw whom. */
export interface ConnectivityInput<T extends NodeId = number, O extends NodeId = number> {
  /** One entry a sheet, [teacher, observer]; a pair that met several times stands there several times. */
  edges: readonly (readonly [teacher: T, observer: O])[];
  /** All teachers: their number (they are then called 0, 1, …) or their names. */
  teachers: number | readonly T[];
  observers: number | readonly O[];
}

/** Teachers and observers who hang together through lessons. */
export interface Subset<T extends NodeId = number, O extends NodeId = number> {
  teachers: T[];
  observers: O[];
  /** Sheets inside it; 0 for a teacher nobody has seen and for an observer who has seen nobody. */
  lessons: number;
}

/** A pair without whose lessons a subset would fall apart into two that each still have lessons. */
export interface Bridge<T extends NodeId = number, O extends NodeId = number> {
  teacher: T;
  observer: O;
  /** How many sheets hold the two sides together. */
  lessons: number;
  /** The side with fewer teachers. */
  cutsOff: { teachers: number; observers: number };
}

/** An observer without whom a subset would fall apart into two or more that each still have lessons. */
export interface KeyObserver<O extends NodeId = number> {
  observer: O;
  /** How many subsets would be left. */
  parts: number;
  /** Teachers whom nobody else has seen. */
  onlyTheirs: number;
}

/** The cheapest way to join two subsets: `observer` goes along with `host` to `lessons` lessons of `teachers`. */
export interface LinkSuggestion<T extends NodeId = number, O extends NodeId = number> {
  /** Places in `subsets`. */
  joins: [number, number];
  observer: O;
  host: O;
  teachers: T[];
  lessons: number;
}

/** What can be compared with what. */
export interface Connectivity<T extends NodeId = number, O extends NodeId = number> {
  /** True when at most one subset has lessons: all who were seen can be compared. */
  connected: boolean;
  /** Every teacher and every observer in exactly one of them; those with most teachers first. */
  subsets: Subset<T, O>[];
  bridges: Bridge<T, O>[];
  keyObservers: KeyObserver<O>[];
  suggestions: LinkSuggestion<T, O>[];
}

/** A link of one lesson could be one odd lesson. */
const LEAST_COMMON = 2;
const MOST_COMMON = 3;

/**
 * Which teachers and observers can be compared: the connected components of the graph whose edges are lessons, teacher –
 * observer (union–find; the "subset connection" of Linacre, "Many-facet Rasch measurement", 1989, and of Weeks & Williams
 * 1964 for crossed designs). Indicators and rubrics that two departments share do not connect them: whether the observers
 * of one are strict or its teachers weak cannot be known as long as nobody has seen both.
 *
 * When to use it: before any comparison between teachers or between observers. Figures from different subsets must not
 * stand side by side.
 *
 * - `subsets`: a partition of all teachers and observers. Somebody without any lesson is a subset of one, with
 *   `lessons: 0`; such subsets make no suggestions and do not count against `connected`.
 * - `bridges` and `keyObservers`: what a subset hangs by. An edge of the graph is listed when without that pair's lessons both
 *   sides would still have lessons, an observer when without them two or more parts would; the loss of a teacher who is seen by
 *   one observer only leaves that teacher unseen, which is another matter and no bridge.
 * - `suggestions`: for each further subset with lessons one link to the largest. The observer who knows most teachers there
 *   goes along with the observer who knows most teachers here, to three lessons of three teachers, or to two where
 *   the host has not seen three. Ties go to who stands first, so that the same records give the same advice.
 *
 * 'no-lessons' when there is no edge. A teacher or observer who is not in the lists throws a RangeError, as does a count that is none.
 * Cost: proportional to edges + teachers + observers.
 *
 * @example
 * // Two departments; nobody has seen both.
 * connectivity({ edges: [[0, 0], [1, 0], [2, 1], [3, 1]], teachers: 4, observers: 2 }).subsets.length; // 2
 */
export function connectivity<T extends NodeId = number, O extends NodeId = number>(
  input: ConnectivityInput<T, O>,
): Outcome<Connectivity<T, O>> {
  const teacherNames = namesOf<T>(input.teachers, 'teachers');
  const observerNames = namesOf<O>(input.observers, 'observers');
  const graph = graphOf(input.edges, teacherNames, observerNames);
  if (input.edges.length === 0) return unusable('no-lessons', `${teacherNames.length} teachers and no lesson`);

  const subsets = subsetsOf(graph);
  const withLessons = subsets.filter((subset) => subset.lessons > 0).length;
  const { bridges, keys } = weakPlaces(graph);
  const named = ({ members, lessons }: NodeSet): Subset<T, O> => ({
    teachers: members.filter((node) => node < graph.teachers).map((node) => teacherNames[node]!),
    observers: members.filter((node) => node >= graph.teachers).map((node) => observerNames[node - graph.teachers]!),
    lessons,
  });
  const observerOf = (node: number) => observerNames[node - graph.teachers]!;
  return {
    ok: true,
    connected: withLessons <= 1,
    subsets: subsets.map(named),
    bridges: bridges.map(({ teacher, observer, ...rest }) => ({
      teacher: teacherNames[teacher]!,
      observer: observerOf(observer),
      ...rest,
    })),
    keyObservers: keys.map(({ observer, ...rest }) => ({ observer: observerOf(observer), ...rest })),
    suggestions: Array.from({ length: Math.max(0, withLessons - 1) }, (_, i) => {
      const [observer, host] = [bestKnown(graph, subsets[0]!), bestKnown(graph, subsets[i + 1]!)];
      const teachers = graph.neighbours[host]!.slice(0, MOST_COMMON);
      return {
        joins: [0, i + 1],
        observer: observerOf(observer),
        host: observerOf(host),
        teachers: teachers.map((node) => teacherNames[node]!),
        lessons: Math.max(LEAST_COMMON, teachers.length),
      };
    }),
  };
}

/** Nodes 0 … teachers − 1 are teachers, those after them observers. */
interface Graph {
  teachers: number;
  size: number;
  /** Each neighbour once, in rising order. */
  neighbours: number[][];
  /** Sheets of a pair, by teacher · size + observer. */
  lessons: Map<number, number>;
}

interface NodeSet {
  members: number[];
  lessons: number;
}

function namesOf<N extends NodeId>(given: number | readonly N[], what: string): readonly N[] {
  if (typeof given !== 'number') return given;
  if (!Number.isInteger(given) || given < 0) throw new RangeError(`${what}: ${given} is not a number of people`);
  return Array.from({ length: given }, (_, i) => i as N);
}

function graphOf(
  edges: readonly (readonly [NodeId, NodeId])[],
  teacherNames: readonly NodeId[],
  observerNames: readonly NodeId[],
): Graph {
  const teacherAt = new Map(teacherNames.map((name, i) => [name, i]));
  const observerAt = new Map(observerNames.map((name, i) => [name, teacherNames.length + i]));
  if (teacherAt.size < teacherNames.length) throw new RangeError('teachers: the same one stands there twice');
  if (observerAt.size < observerNames.length) throw new RangeError('observers: the same one stands there twice');
  const size = teacherNames.length + observerNames.length;
  const neighbours = Array.from({ length: size }, (): number[] => []);
  const lessons = new Map<number, number>();
  for (const [teacherName, observerName] of edges) {
    const teacher = teacherAt.get(teacherName);
    const observer = observerAt.get(observerName);
    if (teacher === undefined) throw new RangeError(`edges: ${teacherName} is none of the teachers`);
    if (observer === undefined) throw new RangeError(`edges: ${observerName} is none of the observers`);
    const pair = teacher * size + observer;
    if (!lessons.has(pair)) {
      neighbours[teacher]!.push(observer);
      neighbours[observer]!.push(teacher);
    }
    lessons.set(pair, (lessons.get(pair) ?? 0) + 1);
  }
  for (const list of neighbours) list.sort((a, b) => a - b);
  return { teachers: teacherNames.length, size, neighbours, lessons };
}

/** Union–find with path halving (Tarjan & van Leeuwen 1984); the smallest member stands for its subset. */
function subsetsOf({ size, teachers, lessons }: Graph): NodeSet[] {
  const parent = Array.from({ length: size }, (_, node) => node);
  const find = (node: number) => {
    let at = node;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (const pair of lessons.keys()) {
    const [a, b] = [find(Math.floor(pair / size)), find(pair % size)];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const sets = new Map<number, NodeSet>();
  for (let node = 0; node < size; node++) {
    const root = find(node);
    const set = sets.get(root) ?? { members: [], lessons: 0 };
    set.members.push(node);
    sets.set(root, set);
  }
  for (const [pair, count] of lessons) sets.get(find(pair % size))!.lessons += count;
  const teachersIn = (set: NodeSet) => set.members.filter((node) => node < teachers).length;
  return [...sets.values()]
    .map((set) => ({ set, seen: set.lessons > 0 ? 1 : 0, teachers: teachersIn(set), first: set.members[0]! }))
    .sort((a, b) => b.seen - a.seen || b.teachers - a.teachers || a.first - b.first)
    .map(({ set }) => set);
}

function weakPlaces({ size, teachers, neighbours, lessons }: Graph) {
  const found = biconnected(neighbours, (node) => (node < teachers ? 1 : 0));
  const bridges = found.bridges
    // A side of one node has no lesson left.
    .filter(({ sides }) => sides.every((side) => side.nodes > 1))
    .map(({ nodes, sides }) => {
      const [teacher, observer] = [Math.min(...nodes), Math.max(...nodes)];
      const [smaller] = [...sides].sort((a, b) => a.weight - b.weight || a.nodes - b.nodes);
      const cutsOff = { teachers: smaller!.weight, observers: smaller!.nodes - smaller!.weight };
      return { teacher, observer, lessons: lessons.get(teacher * size + observer)!, cutsOff };
    })
    .sort((a, b) => a.teacher - b.teacher || a.observer - b.observer);
  const keys = found.cuts
    .filter(({ node }) => node >= teachers)
    .map(({ node, parts }) => ({
      observer: node,
      parts: parts.filter((part) => part.nodes > 1).length,
      onlyTheirs: parts.filter((part) => part.nodes === 1).length,
    }))
    .filter(({ parts }) => parts > 1)
    .sort((a, b) => a.observer - b.observer);
  return { bridges, keys };
}

/** The observer of a subset who has seen most teachers. */
function bestKnown({ teachers, neighbours }: Graph, { members }: NodeSet): number {
  const observers = members.filter((node) => node >= teachers);
  return observers.reduce((best, node) => (neighbours[node]!.length > neighbours[best]!.length ? node : best));
}
