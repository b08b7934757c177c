import type { Context } from 'koa';
import { z } from 'zod';
import type { TokenScope } from '../domain/access/access.entity.ts';
import type { Caller } from '../domain/access/caller.ts';
import type { Door } from '../domain/store.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Parts } from './parts.ts';
import type { May, Policy } from './policy.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
export type Fields = { readonly [field: string]: z.ZodType };

/**
 * A route as it is declared: one schema checks what comes in, types it and documents it. Everything is checked
 * strictly: unknown fields are refused.
 */
export type Declaration<P extends Policy, Path extends Fields, Query extends Fields, Body, Answer> = {
  readonly method: Method;
  /** Begins with `/`; a parameter is written `:id` and must stand in `params`. */
  readonly path: string;
  /** What it does, in a few words; heads the route in the documentation. */
  readonly summary: string;
  /** What else a caller must know. */
  readonly description?: string;
  readonly policy: P;
  /** What a token needs to call it; people signed in have all scopes. By default `read`, for `signed-in` and `member`. */
  readonly scope?: TokenScope;
  readonly params?: Path;
  readonly query?: Query;
  /** Takes parameters it does not know as well and leaves them be, since others send them. */
  readonly openQuery?: boolean;
  readonly body?: z.ZodType<Body>;
  /** Absent: answered without content. What is not in the schema does not leave. */
  readonly response?: z.ZodType<Answer>;
  /** By default 200, or 204 without a response; 303 where the handler redirects. */
  readonly status?: 200 | 201 | 202 | 204 | 303;
  /** The answer in other forms, by what `format` in the query calls them; asked for by that or by `Accept`. */
  readonly forms?: { readonly [format: string]: Form<Answer> };
  /** The account acted in may be named by `account` in the query as well: browsers ask for pictures without headers. */
  readonly actingByQuery?: boolean;
  /** Media type of what the handler returns as it is, where that is not JSON; the handler may say it more exactly. */
  readonly content?: string;
  /** Sets an `ETag`: who has what it names is answered 304. */
  readonly tagged?: boolean;
  /** Only for people signed in: what a program with a token is told instead. */
  readonly inPerson?: string;
  /** Honours `If-Match`: the handler hands `version` to the domain. */
  readonly versioned?: boolean;
  /** Whether `Idempotency-Key` is refused: for commands whose answer holds a secret, which must not be kept. */
  readonly unrepeatable?: boolean;
  /** Where what was made is found. */
  readonly location?: (answer: Answer) => string;
  readonly handler: (request: Request<P, Path, Query, Body>) => Promise<Answer>;
} & (P extends 'member' ? { readonly may: May } : unknown);

export type Form<Answer> = {
  readonly type: string;
  /** Sets what headers this form needs besides its type. */
  readonly write: (answer: Answer, http: Context) => string;
};

export type Request<P extends Policy, Path extends Fields, Query extends Fields, Body> = {
  readonly params: z.output<z.ZodObject<Path>>;
  readonly query: z.output<z.ZodObject<Query>>;
  readonly body: Body;
  /** The version of `If-Match`; absent: whatever the version. */
  readonly version: number | undefined;
  readonly parts: Parts;
  /** Koa's, for what is about HTTP itself: cookies, streams. */
  readonly http: Context;
} & (P extends 'public' | 'operator' ? unknown : { readonly caller: Caller }) &
  (P extends 'member' ? Acting : unknown);

/** The ways to the data: each is one transaction in the viewer's name. */
export type Acting = {
  readonly viewer: Viewer;
  readonly read: <T>(work: (door: Door) => Promise<T>) => Promise<T>;
  /** Carried out once under its `Idempotency-Key`. Flush before presenting, so that versions are those stored. */
  readonly write: <T>(work: (door: Door) => Promise<T>) => Promise<T>;
};

/** A route whose types were checked where it was declared. */
export type Route = Declaration<Policy, Fields, Fields, never, never> & { readonly may?: May };

export function route<
  P extends Policy,
  Body = undefined,
  Answer = void,
  Path extends Fields = Record<never, never>,
  Query extends Fields = Record<never, never>,
>(declaration: Declaration<P, Path, Query, Body, Answer>): Route {
  const { body } = declaration;
  return { ...declaration, ...(body ? { body: strict(body) } : {}) } as unknown as Route;
}

/** A body that is an object takes no unknown fields, however it was declared. */
function strict(body: z.ZodType): z.ZodType {
  return body instanceof z.ZodObject && body.def.catchall === undefined ? body.strict() : body;
}
