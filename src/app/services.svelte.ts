import { tick } from 'svelte';
import { dateOfInstant, type PlainDate } from '../domain/date.ts';
import { m } from '../i18n/messages.ts';
import type { RouteName } from '../parts/links.ts';
import type { ExchangeTask, Services } from '../parts/services.ts';
import type { Identity } from '../store/identity.ts';
import type { Failure } from '../store/reasons.ts';
import { askForPersistence } from '../store/probe.ts';
import type { Store } from '../store/store.ts';
import { announce } from '../ui/announcer.svelte.ts';
import { notify } from '../ui/toast.svelte.ts';
import type { Offline } from './pwa.svelte.ts';
import { explain, loadReasons } from './reasons.ts';
import { matchRoute } from './routes.ts';
import type { Session } from './session.svelte.ts';

/** What the screens are given; one while a school is open. */
export class AppServices implements Services {
  readonly #session: Session;
  readonly #offline: Offline;
  #today = $state<PlainDate>(dateOfInstant(Date.now()));
  /** What is being handed on or taken in; null when nothing is. */
  exchanging = $state.raw<ExchangeTask | null>(null);
  #first = true;
  #asked = false;
  /** The address of the page shown last; null before the first, whose address may be without a hash. */
  #shown: string | null = null;
  readonly explain = explain;

  constructor(session: Session, offline: Offline) {
    this.#session = session;
    this.#offline = offline;
  }

  get store(): Store {
    if (!this.#session.store) throw new Error('services: no school is open');
    return this.#session.store;
  }

  get identity(): Identity {
    if (!this.#session.identity) throw new Error('services: nobody uses this device yet');
    return this.#session.identity;
  }

  get offlineReady(): boolean {
    return this.#offline.ready;
  }

  get today(): PlainDate {
    return this.#today;
  }

  /** Follows the day; returns what stops it. */
  followDay(): () => void {
    const look = () => (this.#today = dateOfInstant(this.store.now()));
    const timer = setInterval(look, 30_000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }

  report = (failure: Pick<Failure, 'reason' | 'details'>): void => {
    void loadReasons().then(() => {
      const { title, next } = explain(failure);
      notify({ message: `${title} ${next}`, tone: 'bad', duration: Infinity });
    });
  };

  notify = (message: string, action?: { label: string; run: () => void }): void => {
    notify(action ? { message, action } : { message });
  };

  go = (href: string): void => {
    location.hash = href;
  };

  ready = (route: RouteName, title: string): void => {
    // A page on its way out may still follow its records; the address is already another page's.
    if (matchRoute(location.hash)?.route.name !== route) return;
    document.title = m.app_title({ page: title });
    const shown = location.hash;
    if (this.#shown === shown) return;
    this.#shown = shown;
    if (!this.#first) {
      announce(m.app_opened({ page: title }));
      void tick().then(() => document.querySelector<HTMLElement>('main h1, h1')?.focus({ preventScroll: true }));
    }
    this.#first = false;
    // The mark means "painted", so it is set in the frame after the one that draws the page.
    requestAnimationFrame(() =>
      setTimeout(() => {
        performance.mark(`ready:${route}`);
        this.#offline.start();
        // Sentences that no first paint needs, before anything can go wrong that they explain.
        void loadReasons();
        const { name, sample } = this.store;
        if (!sample) void import('./safetyCopy.ts').then(({ keepSafetyCopy }) => keepSafetyCopy(name));
      }),
    );
  };

  firstRecord = (): void => {
    if (this.#asked || this.store.sample) return;
    this.#asked = true;
    void askForPersistence();
  };

  exchange = (task: ExchangeTask): void => {
    this.exchanging = task;
  };

  unlocked = (person: string): void => this.#session.lock.unlock(person);

  lock = (): void => this.#session.lock.lock();

  leaveSample = (): Promise<void> => this.#session.leaveSample();
}
