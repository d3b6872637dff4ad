import { presetScale, type LevelScale, type ScalePreset } from '../../domain/rubric-scale.ts';
import { m } from '../../i18n/messages.ts';

/** 优良中差 in the reader's language. */
export function gradeLabels(): string[] {
  return [m.editor_grade_1(), m.editor_grade_2(), m.editor_grade_3(), m.editor_grade_4()];
}

/** The usual scales by name, in the order in which they are offered. */
export function usualScales(): { preset: ScalePreset; label: string }[] {
  return [
    { preset: 'grades', label: m.editor_preset_grades({ labels: gradeLabels().join(' · ') }) },
    { preset: 'four', label: m.editor_preset_four() },
    { preset: 'five', label: m.editor_preset_five() },
  ];
}

/** A usual scale with its names in the reader's language. */
export function usualScale(preset: ScalePreset): LevelScale {
  return presetScale(preset, preset === 'grades' ? gradeLabels() : []);
}
