import { createContext } from 'svelte';

/** Where a page that holds something unsaved registers what saves it before the connection closes. */
export interface FlushPort {
  /** The callback answers with texts that could not be saved; returns what takes it off again. */
  onFlush: (flush: () => Promise<string[]>) => () => void;
}

export const [getFlushPort, setFlushPort] = createContext<FlushPort>();
