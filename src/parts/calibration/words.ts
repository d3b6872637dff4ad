import { LEAST_CALIBRATED, type CalibrationResult } from '../../analysis/calibration.ts';
import type { CalibrationRule } from '../../domain/calibration.ts';
import type { Scale } from '../../domain/rubric.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';

/** Whether all that was compared is scored by levels. */
export function byLevels({ indicators }: CalibrationResult): boolean {
  return indicators.every(({ levels }) => levels);
}

/** "1 level", "2 steps". */
export function reachWords(within: number, levels: boolean): string {
  return levels ? m.figures_cal_reach_levels({ n: within }) : m.figures_cal_reach_steps({ n: within });
}

/** "0.3 levels higher", or that it is as agreed. */
export function biasWords(bias: number, levels: boolean): string {
  if (Math.abs(bias) < 0.05) return m.figures_cal_bias_none();
  return apartWords(amountWords(Math.abs(bias), levels), bias);
}

/** "2 levels lower" of one indicator; nothing where it is as agreed. */
export function differenceWords(difference: number, levels: boolean): string {
  if (Math.abs(difference) < 1e-9) return m.lessons_compare_same();
  const by = Math.abs(difference);
  return apartWords(Number.isInteger(by) ? reachWords(by, levels) : amountWords(by, levels), difference);
}

/** "within 1 on 8 of 10 indicators". */
export function ruleInWords({ within, share }: CalibrationRule): string {
  return m.figures_cal_rule({ within: number(within, 1), share: number(share * 10, 1) });
}

/** Whether the rule is met, or that it is too early to say. */
export function ruleWords({ passed, indicators }: CalibrationResult): string {
  if (passed === null) return m.figures_cal_few({ n: indicators.length, least: LEAST_CALIBRATED });
  return passed ? m.figures_cal_met() : m.figures_cal_not_met();
}

/** "Good · 4", "8.5". */
export function pointsWords(scale: Scale | undefined, points: number): string {
  const label = scale?.type === 'levels' ? scale.levels.find((level) => level.points === points)?.label : '';
  return (label ? `${label} · ` : '') + number(points, 2);
}

/** "0.3 levels", of a mean. */
function amountWords(by: number, levels: boolean): string {
  const unit = levels ? m.figures_agree_unit_levels() : m.figures_agree_unit_steps();
  return m.figures_agree_amount({ by: number(by, 1, true), unit });
}

function apartWords(amount: string, sign: number): string {
  return sign > 0 ? m.figures_agree_higher({ amount }) : m.figures_agree_lower({ amount });
}
