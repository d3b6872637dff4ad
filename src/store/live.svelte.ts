import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import { onReopened } from './store.ts';

/**
 * A live query for templates and deriveds: `.current` is undefined until the first answer, then follows every change,
 * also those made in another tab, and goes on after a lost connection. Subscribes only while somebody reads it. Never give it a query over a whole table.
 */
export class Live<T> {
  #current = $state.raw<T | undefined>(undefined);
  #error = $state.raw<unknown>(null);
  readonly #subscribe: () => void;

  constructor(query: () => Promise<T> | T) {
    this.#subscribe = createSubscriber(() => {
      const ask = () =>
        // Dexie follows a query through its awaits only when the function it is given is itself async.
        liveQuery(async () => query()).subscribe({
          next: (value) => {
            this.#current = value;
            this.#error = null;
          },
          error: (error: unknown) => {
            this.#error = error;
          },
        });
      let subscription = ask();
      const off = onReopened(() => {
        subscription.unsubscribe();
        subscription = ask();
      });
      return () => {
        off();
        subscription.unsubscribe();
      };
    });
  }

  get current(): T | undefined {
    this.#subscribe();
    return this.#current;
  }

  get error(): unknown {
    this.#subscribe();
    return this.#error;
  }

  get status(): 'loading' | 'ready' | 'failed' {
    this.#subscribe();
    if (this.#error) return 'failed';
    return this.#current === undefined ? 'loading' : 'ready';
  }
}
