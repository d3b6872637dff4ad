/** What a person may choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** A choice of theme. */
export type ThemeChoice = (typeof THEMES)[number];

const STORAGE_KEY = 'guanke.theme';
const DARK = '(prefers-color-scheme: dark)';

class Theme {
  /** What the person chose on this device. Set it through `setTheme`. */
  choice = $state<ThemeChoice>(remembered());
  #systemDark = $state(globalThis.matchMedia?.(DARK).matches ?? false);
  /** The theme that is shown. */
  readonly current = $derived<'light' | 'dark'>(
    this.choice === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.choice,
  );

  constructor() {
    globalThis.matchMedia?.(DARK).addEventListener('change', (event) => (this.#systemDark = event.matches));
  }
}

/** The theme in use: `theme.choice` and, resolved, `theme.current`. Importing this module applies the remembered choice. */
export const theme = new Theme();

showInDocument();

/** Changes the theme at once and remembers it on this device where storage is allowed. */
export function setTheme(choice: ThemeChoice): void {
  theme.choice = choice;
  showInDocument();
  try {
    globalThis.localStorage?.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage may be refused (private window, policy); the choice then lasts as long as the page.
  }
}

function remembered(): ThemeChoice {
  try {
    const stored = globalThis.localStorage?.getItem(STORAGE_KEY);
    return THEMES.find((choice) => choice === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Marks the root, and gives the browser's own bar the paper's colour, which follows the media query only by itself. */
function showInDocument(): void {
  if (typeof document === 'undefined') return;
  const root = document.documentElement;
  if (theme.choice === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme.choice;
  for (const tag of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    tag.dataset['own'] ??= tag.content;
    const paper = getComputedStyle(root).getPropertyValue('--paper').trim();
    tag.content = theme.choice === 'system' || paper === '' ? (tag.dataset['own'] ?? tag.content) : paper;
  }
}
