import { reasonOfError, type Failure } from '../../store/reasons.ts';

/** An error nobody expected (a file that went away, a disk that failed) as a failure with its words. */
export function failureOfError(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { ok: false, reason: reasonOfError(error), details: { message } };
}
