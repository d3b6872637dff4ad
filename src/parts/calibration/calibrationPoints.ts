import type { AgreementShares } from '../../analysis/agreement.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Calibrated } from './calibrated.svelte.ts';

/** Calibrations below which there is nothing to see move. */
export const LEAST_POINTS = 2;

/** One calibration of which there is enough to say. */
export interface CalibrationPoint {
  id: Id;
  date: PlainDate;
  /** Indicators behind it. */
  n: number;
  /** Mean of own less agreed, in steps. */
  bias: number;
  /** 0–1: the same as agreed, at most one step away, and what chance gives of both. */
  same: number;
  near: number;
  sameByChance: number;
  nearByChance: number;
}

/** The calibrations of a history, the earliest first; those with too few indicators are left out. */
export function calibrationPoints(
  history: readonly Pick<Calibrated, 'calibration' | 'sheet' | 'result'>[],
): CalibrationPoint[] {
  return history
    .flatMap(({ calibration, sheet, result: { bias, shares, indicators } }): CalibrationPoint[] =>
      bias === null || !shares
        ? []
        : [{ id: calibration.id, date: sheet.date, n: indicators.length, bias, ...ofOne(shares) }],
    )
    .reverse();
}

function ofOne({ pairs, same, near, sameByChance, nearByChance }: AgreementShares) {
  const share = (count: number) => count / pairs;
  return {
    same: share(same),
    near: share(near),
    sameByChance: share(sameByChance),
    nearByChance: share(nearByChance),
  };
}
