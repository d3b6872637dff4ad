import type { ClassValue } from 'svelte/elements';

/** What Checkbox and Switch take. */
export interface ToggleProps {
  label: string;
  hint?: string | undefined;
  checked?: boolean;
  disabled?: boolean | undefined;
  onchange?: ((checked: boolean) => void) | undefined;
  class?: ClassValue | undefined;
}
