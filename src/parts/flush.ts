import { createContext } from 'svelte';

/** Where a page that holds something unsaved registers what saves it before the connection closes. */
export interface FlushPort {
  /**
   * The callback answers with texts that could not be saved; `running` says whether a lesson runs on the page, during which
   * nothing is hidden behind a PIN. Returns what takes both off again.
   */
  onFlush: (flush: () => Promise<string[]>, running?: () => boolean) => () => void;
}

export const [getFlushPort, setFlushPort] = createContext<FlushPort>();
