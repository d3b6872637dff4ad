/** Waits for the next turn when a stretch of work has taken long enough, so that no frame is blocked. */
export type Pace = () => Promise<void> | undefined;

/**
 * A pace for long work: to be asked after every small piece (`const wait = pace(); if (wait) await wait;`). It lets the
 * page draw after every `budget` ms of work. Throws nothing; an aborted signal is looked at by the work itself.
 */
export function createPace(budget = 12): Pace {
  let since = performance.now();
  return () => {
    if (performance.now() - since < budget) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
}

/** The next turn of the event loop. A message, since timers are held back to 4 ms and more. */
function nextTurn(): Promise<void> {
  if (typeof MessageChannel === 'undefined') return new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
