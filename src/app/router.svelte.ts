import type { Component } from 'svelte';
import { matchRoute, type Route } from './routes.ts';

/**
 * Shows the page of the address. A page that cannot be loaded (no network and not cached yet) is an error that the
 * screen shows with "try again", never a dead link.
 */
export class Router {
  /** The page on the screen; the old one stays until the next is loaded. */
  page = $state.raw<{ route: Route; id: string; component: Component<{ id: string }> } | null>(null);
  problem = $state.raw<'not-found' | 'page-missing' | null>(null);
  #turn = 0;
  readonly #loaded = new Map<Route, Component<{ id: string }>>();

  /** Starts to follow the address; returns what stops it. */
  follow(): () => void {
    const onchange = () => void this.show();
    window.addEventListener('hashchange', onchange);
    onchange();
    return () => window.removeEventListener('hashchange', onchange);
  }

  /** Loads and shows the page of the present address. */
  async show(): Promise<void> {
    const turn = (this.#turn += 1);
    const match = matchRoute(location.hash);
    if (!match) {
      this.problem = 'not-found';
      this.page = null;
      return;
    }
    try {
      const component =
        this.#loaded.get(match.route) ?? ((await match.route.load()).default as Component<{ id: string }>);
      this.#loaded.set(match.route, component);
      if (turn !== this.#turn) return;
      this.problem = null;
      this.page = { ...match, component };
      window.scrollTo(0, 0);
    } catch {
      if (turn === this.#turn) this.problem = 'page-missing';
    }
  }
}
