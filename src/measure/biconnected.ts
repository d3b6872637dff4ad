/** A part of a graph: how many nodes it has, and the sum of their weights. */
export interface GraphPart {
  nodes: number;
  weight: number;
}

/** What an undirected graph hangs by. */
export interface WeakPlaces {
  /** Edges without which their component falls into two, with the two sides. */
  bridges: { nodes: [number, number]; sides: [GraphPart, GraphPart] }[];
  /** Nodes without which their component falls into two or more, with those parts. */
  cuts: { node: number; parts: GraphPart[] }[];
}

/**
 * The bridges and cut nodes of an undirected graph by one depth-first search with low points (Hopcroft & Tarjan 1973,
 * "Algorithm 447: efficient algorithms for graph manipulation"), without recursion so that long chains do no harm.
 *
 * `neighbours[i]` lists the neighbours of node i, each once, in both directions. Cost: proportional to nodes + edges.
 *
 * @example
 * // a chain of three: both edges are bridges, the middle node is a cut
 * biconnected([[1], [0, 2], [1]], () => 1).cuts.length; // 1
 */
export function biconnected(
  neighbours: readonly (readonly number[])[],
  weightOf: (node: number) => number,
): WeakPlaces {
  const size = neighbours.length;
  const search = {
    entered: new Int32Array(size),
    low: new Int32Array(size),
    parent: new Int32Array(size).fill(-1),
    /** Nodes and weight of the subtree below and with a node. */
    nodes: new Int32Array(size).fill(1),
    weight: Float64Array.from({ length: size }, (_, node) => weightOf(node)),
  };
  const places: WeakPlaces = { bridges: [], cuts: [] };
  let clock = 0;
  for (let root = 0; root < size; root++) {
    if (search.entered[root]! > 0) continue;
    const order = depthFirst(neighbours, root, search, () => ++clock);
    report(order, root, search, weightOf, places);
  }
  return places;
}

interface Search {
  entered: Int32Array;
  low: Int32Array;
  parent: Int32Array;
  nodes: Int32Array;
  weight: Float64Array;
}

/** Visits one component; the nodes in the order in which they were entered. */
function depthFirst(
  neighbours: readonly (readonly number[])[],
  root: number,
  { entered, low, parent, nodes, weight }: Search,
  tick: () => number,
): number[] {
  const order = [root];
  const path = [root];
  const next = new Map([[root, 0]]);
  entered[root] = low[root] = tick();
  while (path.length > 0) {
    const node = path[path.length - 1]!;
    const at = next.get(node)!;
    const neighbour = neighbours[node]![at];
    next.set(node, at + 1);
    if (neighbour === undefined) {
      path.pop();
      const above = parent[node]!;
      if (above < 0) continue;
      low[above] = Math.min(low[above]!, low[node]!);
      nodes[above]! += nodes[node]!;
      weight[above]! += weight[node]!;
    } else if (entered[neighbour] === 0) {
      parent[neighbour] = node;
      entered[neighbour] = low[neighbour] = tick();
      next.set(neighbour, 0);
      path.push(neighbour);
      order.push(neighbour);
    } else if (neighbour !== parent[node]) low[node] = Math.min(low[node]!, entered[neighbour]!);
  }
  return order;
}

function report(
  order: readonly number[],
  root: number,
  { entered, low, parent, nodes, weight }: Search,
  weightOf: (node: number) => number,
  places: WeakPlaces,
): void {
  const partsOf = new Map<number, GraphPart[]>();
  for (const node of order) {
    const above = parent[node]!;
    if (above < 0 || low[node]! < entered[above]!) continue;
    const below: GraphPart = { nodes: nodes[node]!, weight: weight[node]! };
    const parts = partsOf.get(above);
    if (parts) parts.push(below);
    else partsOf.set(above, [below]);
    if (low[node]! > entered[above]!) {
      const rest: GraphPart = { nodes: nodes[root]! - below.nodes, weight: weight[root]! - below.weight };
      places.bridges.push({ nodes: [above, node], sides: [rest, below] });
    }
  }
  for (const [node, parts] of partsOf) {
    const rest = { nodes: nodes[root]! - 1, weight: weight[root]! - weightOf(node) };
    for (const part of parts) {
      rest.nodes -= part.nodes;
      rest.weight -= part.weight;
    }
    if (rest.nodes > 0) parts.push(rest);
    if (parts.length > 1) places.cuts.push({ node, parts });
  }
}
