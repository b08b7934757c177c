import type { Json } from '../plan/plan.ts';

/** A refusal a person can act on: `message` says what is wrong and what to do. `kind` decides the HTTP status. */
export class Problem extends Error {
  constructor(kind: ProblemKind, message: string, details: readonly Detail[] = []) {
    super(message);
    this.kind = kind;
    this.details = details;
  }
  readonly kind: ProblemKind;
  readonly details: readonly Detail[];
}

export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'refused'
  | 'stale'
  | 'key-reused'
  | 'in-flight'
  | 'unavailable';
/** `pointer` is a JSON pointer into what was sent; `choices` is what may be sent there, where it is for the caller to say. */
export type Detail = {
  readonly pointer?: string;
  readonly message: string;
  readonly value?: Json;
  readonly choices?: readonly string[];
};

/** The record's state does not allow it now. */
export class Refused extends Problem {
  constructor(message: string, details: readonly Detail[] = []) {
    super('refused', message, details);
  }
}

/** What was sent cannot be meant. */
export class Invalid extends Problem {
  constructor(message: string, details: readonly Detail[] = []) {
    super('invalid', message, details);
  }
}

/** Also for what one may not know of: hidden and absent are the same. */
export class NotFound extends Problem {
  constructor(what: string) {
    super('not-found', `There is no such ${what}, or it is not yours to see.`);
  }
}

/** The record is visible, the action is not the viewer's. */
export class Forbidden extends Problem {
  constructor(message: string) {
    super('forbidden', message);
  }
}
