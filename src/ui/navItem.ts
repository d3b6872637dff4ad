import type { IconComponent } from './icon.ts';

/** One place in the navigation. */
export interface NavItem {
  href: string;
  label: string;
  icon: IconComponent;
  /** Whether this place is the one being shown. */
  current: boolean;
}
