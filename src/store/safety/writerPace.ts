/** Times in milliseconds and sizes in bytes; a test sets its own. */
export interface WriterPace {
  /** Changes are gathered this long before they are written. */
  gather: number;
  /** As long as nothing may have happened for the counter of writes to be believed. */
  quiet: number;
  /** Between two portions of a long copy. */
  rest: number;
  /** A long copy goes on when nothing was written for so long: a tap of an observer must not wait behind it. */
  calm: number;
  /** At the longest, between two requests to the disk. */
  flush: number;
  /** A file smaller than this is never made anew for its size. */
  small: number;
  /** Rows copied at once. */
  portion: number;
}

/** How a journal is kept where nobody says otherwise. */
export const PACE: WriterPace = {
  gather: 400,
  quiet: 1500,
  rest: 25,
  calm: 2000,
  flush: 3000,
  small: 8 * 1024 * 1024,
  portion: 60,
};
