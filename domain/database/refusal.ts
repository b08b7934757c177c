import { OptimisticLockError } from '@mikro-orm/core';

type Refusal = {
  readonly kind: 'conflict' | 'stale' | 'invalid' | 'forbidden' | 'unavailable';
  readonly message: string;
};

/** What PostgreSQL refused, in words that tell nothing of it; undefined when it is a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof OptimisticLockError) {
    return { kind: 'stale', message: 'It has changed since you read it: read it again and decide anew.' };
  }
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const exact = refusals[code];
  if (exact) return exact;
  return unavailable.test(code) ? away : undefined;
}

/** Drivers wrap the error they got; the code stands on it or on what caused it. */
function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
    if (/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/.test(at.message))
      return 'ECONNRESET';
  }
  return undefined;
}

const conflict: Refusal = {
  kind: 'conflict',
  message: 'It is in conflict with what is there: something it names is gone, or another of the same kind exists.',
};
const away: Refusal = {
  kind: 'unavailable',
  message: 'The database does not answer at the moment: try again shortly.',
};
const busy: Refusal = {
  kind: 'unavailable',
  message: 'That took too long, others are at work on it: try again shortly.',
};
const unusable: Refusal = {
  kind: 'invalid',
  message: 'Something in it cannot be stored: a text, number or date is out of range.',
};

const refusals: { readonly [code: string]: Refusal | undefined } = {
  23505: conflict,
  23503: conflict,
  '23P01': conflict,
  23502: unusable,
  23514: unusable,
  '22P02': unusable,
  '22P05': unusable,
  22021: unusable,
  22001: unusable,
  22003: unusable,
  22007: unusable,
  22008: unusable,
  22009: unusable,
  54000: unusable,
  // The second wall held where the first should have.
  42501: { kind: 'forbidden', message: 'This is not yours to do.' },
  // A server that takes no connections for now.
  55000: away,
  57014: busy,
  '55P03': busy,
  40001: busy,
  '40P01': busy,
};

/** Connections refused or lost, servers starting or stopping, too many connections. */
const unavailable = /^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/;
