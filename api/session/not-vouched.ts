import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { Problem, type ProblemKind } from '../../domain/problem.ts';

/** A sign-in at a provider that came to nothing. */
export class NotVouched extends Problem {
  /** @param reason for the log: neither secrets nor names */
  constructor(message: string, reason: string, kind: ProblemKind = 'unauthenticated') {
    super(kind, message);
    this.reason = reason;
  }
  readonly reason: string;
}

export const unreliable = 'The answer of your provider cannot be relied on: sign in again from the beginning.';
export const over = 'This sign-in was not begun in this browser, took too long or is over: begin again.';

/** What went wrong at or with a provider, as what its person is told. */
export function faultOf(error: unknown): NotVouched {
  if (error instanceof NotVouched) return error;
  if (error instanceof AuthorizationResponseError) {
    const said = /^[a-z_]{1,50}$/.test(error.error) ? ` ("${error.error}")` : '';
    return new NotVouched(`Your provider did not sign you in${said}: try again, or ask there.`, reasonOf(error));
  }
  if (error instanceof ResponseBodyError && error.error === 'invalid_grant') {
    return new NotVouched(over, reasonOf(error));
  }
  if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError) {
    const message = 'Your provider does not take the client it gave to Accord: ask whoever operates Accord here.';
    return new NotVouched(message, reasonOf(error), 'unavailable');
  }
  return isAway(error)
    ? new NotVouched('Your provider does not answer: try again in a minute.', reasonOf(error), 'unavailable')
    : new NotVouched(unreliable, reasonOf(error));
}

/** Not reached, too slow, or answering that it is broken itself. Libraries wrap what was the matter. */
function isAway(error: unknown): boolean {
  if (error instanceof Response) return error.status >= 500;
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  return code === 'OAUTH_TIMEOUT' || message === 'fetch failed' || isAway(cause);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause, message } = error;
  const said = 'error' in error ? `: ${error.error}` : cause instanceof Error ? `: ${cause.message}` : '';
  return `${message}${said}`;
}
