import { createContext } from 'svelte';

/** Where a page that holds something unsaved registers what saves it before the connection closes. */
export interface FlushPort {
  /**
   * The callback answers with texts that could not be saved; `mustStay` says whether a lesson runs on the page or something on
   * it is not saved: then nothing is hidden behind a PIN, which would take the page away. Returns what takes both off again.
   */
  onFlush: (flush: () => Promise<string[]>, mustStay?: () => boolean) => () => void;
}

export const [getFlushPort, setFlushPort] = createContext<FlushPort>();
