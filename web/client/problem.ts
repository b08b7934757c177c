import type { components } from './openapi.d.ts';

type ProblemDocument = components['schemas']['Problem'];

/** What the API refused, in its own words: `message` says what is wrong and what to do. */
export class ApiProblem extends Error {
  constructor(status: number, document: Partial<ProblemDocument>) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.status = status;
    this.kind = document.type?.split(':').at(-1) ?? 'unknown';
    this.faults = document.errors ?? [];
    this.requestId = document.requestId;
  }
  readonly status: number;
  /** The last part of the problem's type, such as `stale`. */
  readonly kind: string;
  readonly faults: NonNullable<ProblemDocument['errors']>;
  readonly requestId: string | undefined;
}

/** The API could not be reached at all, or what stands before it answered in its place. */
export class Unreachable extends Error {}

export const isGone = (error: unknown) => error instanceof ApiProblem && error.status === 404;
