import type { Rubric } from '../../domain/rubric.ts';

/** The notes-only form, whose prompts guide an observation without scores. */
export const NOTES_FORM = 'builtin:notes@1';

/** What a form says about a narrative field: its own label where it differs from the field's name, and its hint. */
export function promptOf(
  form: Pick<Rubric, 'prompts'> | null,
  field: 'strengths' | 'suggestions' | 'overall',
  label: string,
): string | undefined {
  const prompt = form?.prompts.find((item) => item.field === field);
  if (!prompt) return undefined;
  const own = prompt.label === label ? '' : prompt.label;
  return [own, prompt.hint].filter(Boolean).join(' – ') || undefined;
}
