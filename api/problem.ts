import { refusalOf } from '../domain/database/refusal.ts';
import { Problem, type ProblemKind } from '../domain/problem.ts';
import type { Json } from '../plan/plan.ts';

/** Where something is wrong in what was sent. `pointer` is a JSON pointer as a URI fragment, e.g. `#/input/person`. */
export type Fault = {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly detail: string;
  readonly value?: Json;
  readonly choices?: readonly string[];
};

/** A refusal that is about HTTP rather than about the product. */
export class HttpProblem extends Error {
  constructor(kind: HttpKind, message: string, more: More = {}) {
    super(message);
    this.kind = kind;
    this.more = more;
  }
  readonly kind: HttpKind;
  readonly more: More;
}
type More = {
  readonly faults?: readonly Fault[];
  readonly headers?: { readonly [name: string]: string };
  /** Further members of the document. */
  readonly members?: { readonly [name: string]: Json };
};

/** What is answered instead: RFC 9457. */
export type ProblemAnswer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** RFC 9457. */
  readonly document: {
    readonly title: string;
    readonly detail: string;
    readonly requestId: string;
    readonly [member: string]: unknown;
  };
};

const kinds = {
  malformed: [400, 'Not understood'],
  'account-needed': [400, 'Say in which account you act'],
  unauthenticated: [401, 'Not signed in'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  'not-allowed': [405, 'Not done here'],
  refused: [409, 'Refused'],
  'in-flight': [409, 'Being carried out'],
  conflict: [409, 'In conflict'],
  stale: [412, 'Changed meanwhile'],
  'too-large': [413, 'Too large'],
  'wrong-type': [415, 'Not JSON'],
  invalid: [422, 'Not valid'],
  'key-reused': [422, 'Key used before'],
  misdirected: [421, 'Not this address'],
  'too-many': [429, 'Too many requests'],
  broken: [500, 'Our fault'],
  unavailable: [503, 'Not available now'],
} as const;
export type HttpKind = keyof typeof kinds;
kinds satisfies Record<ProblemKind, readonly [number, string]>;

/** What each kind is called and answered with; documented with every route. */
export const problemKinds: Readonly<Record<HttpKind, readonly [status: number, title: string]>> = kinds;

/** Whatever was thrown, as what is answered. Of the unforeseen nothing is told but that it happened. */
export function answerTo(error: unknown, requestId: string): ProblemAnswer {
  const { kind, detail, faults, headers = {}, members = {} } = known(error) ?? unforeseen;
  const [status, title] = kinds[kind];
  return {
    status,
    headers: { ...(status === 503 ? { 'Retry-After': '1' } : {}), ...headers },
    document: {
      type: `urn:accord:problem:${kind}`,
      title,
      status,
      detail,
      requestId,
      ...members,
      ...(faults?.length ? { errors: faults } : {}),
    },
  };
}

type Known = More & { readonly kind: HttpKind; readonly detail: string };

function known(error: unknown): Known | undefined {
  if (error instanceof HttpProblem) return { kind: error.kind, detail: error.message, ...error.more };
  if (error instanceof Problem) {
    const faults = error.details.map(({ pointer, message, value, choices }) => ({
      ...(pointer === undefined ? {} : { pointer: `#${pointer}` }),
      detail: message,
      ...(value === undefined ? {} : { value }),
      ...(choices ? { choices } : {}),
    }));
    const headers = error.kind === 'unauthenticated' ? challenge : {};
    return { kind: error.kind, detail: error.message, faults, headers };
  }
  const refusal = refusalOf(error);
  return refusal && { kind: refusal.kind, detail: refusal.message };
}

export const challenge = { 'WWW-Authenticate': 'Bearer realm="accord"' };

const unforeseen: Known = {
  kind: 'broken',
  detail: 'Something went wrong on our side. Nothing was changed; the request id helps whoever looks into it.',
};
