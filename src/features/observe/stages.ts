import type { StageEntry } from '../../domain/draft.ts';

/** A stage of the lesson as the strip shows it. */
export interface StageRow {
  stage: string;
  /** Whole minutes spent in it so far; null when it was never marked. */
  minutes: number | null;
  /** The stage that runs now. */
  now: boolean;
}

/** The stages of a lesson with the minutes spent in each: from each mark to the next one. Times in lesson ms. */
export function stageMinutes(
  stages: readonly string[],
  marks: readonly Pick<StageEntry, 't' | 'stage'>[],
  elapsed: number,
): StageRow[] {
  const ordered = [...marks].sort((a, b) => a.t - b.t);
  const spent = new Map<string, number>();
  ordered.forEach((mark, i) => {
    const until = ordered[i + 1]?.t ?? elapsed;
    spent.set(mark.stage, (spent.get(mark.stage) ?? 0) + Math.max(0, until - mark.t));
  });
  const current = ordered.at(-1)?.stage;
  const names = [...stages, ...ordered.map((mark) => mark.stage).filter((stage) => !stages.includes(stage))];
  return [...new Set(names)].map((stage) => {
    const ms = spent.get(stage);
    return { stage, minutes: ms === undefined ? null : Math.floor(ms / 60_000), now: stage === current };
  });
}
