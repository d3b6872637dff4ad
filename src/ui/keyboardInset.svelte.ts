import { on } from 'svelte/events';

/** Below this many px it is a browser bar that moved, not a keyboard. */
const LEAST = 120;

class KeyboardInset {
  /** How much of the window's foot is covered by the soft keyboard, in CSS px; 0 when there is none. */
  height = $state(0);
  /** How much of the window can be seen above it, in CSS px. */
  visible = $state(0);
}

/** The soft keyboard as the visual viewport tells it. Kept up to date after `followKeyboard()`. */
export const keyboardInset = new KeyboardInset();

/**
 * The height that the keyboard covers. A pinch zoom also shrinks the visual viewport, and is no keyboard.
 * All lengths in CSS px.
 */
export function coveredHeight(
  windowHeight: number,
  view: { height: number; offsetTop: number; scale: number },
): number {
  if (view.scale > 1.01) return 0;
  const covered = Math.round(windowHeight - view.height - view.offsetTop);
  return covered >= LEAST ? covered : 0;
}

/**
 * Follows the soft keyboard from now on: `keyboardInset`, the CSS variable `--keyboard` on the root, and the attribute
 * `data-keyboard` on the root while it is open. Called once by the app. Returns a function that stops it.
 */
export function followKeyboard(): () => void {
  const view = window.visualViewport;
  const root = document.documentElement;

  function measure() {
    keyboardInset.height = view ? coveredHeight(window.innerHeight, view) : 0;
    keyboardInset.visible = view ? view.height : window.innerHeight;
    root.style.setProperty('--keyboard', `${keyboardInset.height}px`);
    root.toggleAttribute('data-keyboard', keyboardInset.height > 0);
  }

  measure();
  const offs = [on(window, 'resize', measure)];
  if (view) offs.push(on(view, 'resize', measure), on(view, 'scroll', measure));
  return () => {
    for (const off of offs) off();
  };
}
