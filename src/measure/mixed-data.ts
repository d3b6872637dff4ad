/** A grouping factor of a mixed model. */
export interface MixedGroup {
  name: string;
  /** Row → level, 0 … levels − 1. */
  index: ArrayLike<number>;
  levels: number;
  /** Row → what the level's own slope multiplies; without it the levels differ in their intercepts only. */
  slope?: ArrayLike<number>;
  /** Whether intercepts and slopes may be correlated; true where it is left out. */
  correlated?: boolean;
}

/** Rows of a mixed model, column by column. */
export interface MixedModelData {
  y: ArrayLike<number>;
  /** Var(e) = σ²/w; 1 where left out. > 0. */
  weights?: ArrayLike<number>;
  /** Whether the fixed effects begin with an intercept; true where left out. */
  intercept?: boolean;
  fixed?: { names: readonly string[]; columns: readonly ArrayLike<number>[] };
  groups: readonly MixedGroup[];
}
