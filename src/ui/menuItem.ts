import type { IconComponent } from './icon.ts';

/** One row of a menu: an action, or a link when `href` is given. Labels are unique within the menu. */
export interface MenuItem {
  label: string;
  icon?: IconComponent | undefined;
  href?: string | undefined;
  tone?: 'plain' | 'danger' | undefined;
  disabled?: boolean | undefined;
  onselect?: (() => void) | undefined;
}
