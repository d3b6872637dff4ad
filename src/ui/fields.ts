import type { ClassValue } from 'svelte/elements';

/** What every labelled field takes. `error` replaces nothing: the hint stays, the error is added below it. */
export interface FieldProps {
  /** The field's accessible name; always shown unless `hideLabel`. */
  label: string;
  hideLabel?: boolean | undefined;
  hint?: string | undefined;
  /** A sentence saying what is wrong and what would be right; marks the field invalid. */
  error?: string | undefined;
  required?: boolean | undefined;
  class?: ClassValue | undefined;
}

/** The id of a field's hint. */
export function hintId(id: string): string {
  return `${id}-hint`;
}

/** The id of a field's error. */
export function errorId(id: string): string {
  return `${id}-error`;
}

/** The `aria-describedby` of a field with id `id`, or undefined when there is nothing to say. */
export function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  const ids = [hint && hintId(id), error && errorId(id)].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
