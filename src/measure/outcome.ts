/** Data from which a figure cannot be had: why (`reason`, a fixed word) and what was found (`detail`, for people who look closer). */
export interface Unusable {
  ok: false;
  reason: string;
  detail: string;
}

/** A figure, or why there is none. Only input that is ragged or not finite throws. */
export type Outcome<T extends object> = ({ ok: true } & T) | Unusable;

/** There is no figure. */
export function unusable(reason: string, detail: string): Unusable {
  return { ok: false, reason, detail };
}
