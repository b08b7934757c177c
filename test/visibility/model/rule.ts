import type { AnyRecord, Id, Instant } from './records/index.ts';
import type { Capability, RoleName, Scope } from './words.ts';
import type { Ctx, World } from './world.ts';

/** Exactly the fields that may be read, with the stubs of what they point to. */
export type Mask = { readonly [field: string]: unknown };

/** Why a record is seen. `trust`: the account with which the trust is; its record is for administrators. */
export type Why = {
  readonly because:
    | 'self'
    | 'role'
    | 'team'
    | 'manager'
    | 'approver'
    | 'involved'
    | 'directory'
    | 'trust'
    | 'former'
    | 'taken back';
  readonly role?: RoleName;
  readonly team?: Id;
  readonly trust?: Id;
  readonly capability?: Capability | 'offer';
  readonly since?: Instant;
};

/** One rule of table 2.1 that applies: its reason and the fields that it grants. */
export type Sight = { readonly why: Why; readonly fields: readonly string[] };

/** What a rule may look through: other records exactly as the same context sees them. */
export type Eye = {
  readonly w: World;
  readonly ctx: Ctx;
  /** Fields of the record that the context may read; none: it does not exist for it. */
  readonly fields: (record: AnyRecord | undefined) => ReadonlySet<string>;
  /** Records of which this context reads a field that names the person. */
  readonly involved: (person: Id) => readonly Involvement[];
};
export type Involvement = { readonly owner: Id; readonly since: Instant };

/** What is answered to somebody who tries to do something (G2: hidden and missing are both `not_found`). */
export type Verdict = 'allow' | 'not_found' | 'forbidden' | 'invalid' | 'conflict';

/** What an action takes; each action reads only what is its. */
export type Input = {
  readonly account?: Id;
  readonly handle?: string;
  readonly as?: 'trusting' | 'trusted';
  readonly capability?: Capability;
  readonly teams?: readonly Id[];
  readonly roles?: readonly RoleName[];
  readonly level?: string;
  readonly offering?: Id;
  readonly role?: RoleName;
  readonly trust?: Id;
  readonly person?: Id;
  readonly team?: Id;
  readonly member?: Id | null;
  readonly template?: Id;
  readonly subject?: Id;
  readonly approver?: Id;
  readonly handsOver?: readonly Id[];
  readonly fields?: { readonly [field: string]: string };
  readonly forCustomer?: boolean;
  readonly until?: Instant | null;
  readonly at?: Instant;
  readonly reason?: string;
  readonly kind?: 'public' | 'internal';
  readonly text?: string;
  readonly scopes?: readonly Scope[];
};

/** Judged only once the record is seen; `forbidden` before `invalid` before `conflict`. */
export type Act<R> = {
  readonly scope: Scope;
  readonly judge: (eye: Eye, record: R, input: Input) => Verdict;
};

/** Everything the model knows about a type of record. */
export type Rule<R> = {
  /** G1: the record is seen iff this is not empty; its mask is the union of the fields. */
  readonly sees: (eye: Eye, record: R) => readonly Sight[];
  /** How a field is shown that is not simply the record's own. `seen` are the fields granted. */
  readonly shows?: { readonly [field: string]: (eye: Eye, record: R, seen: ReadonlySet<string>) => unknown };
  /** Narrows lists to fewer records than can be read one by one. */
  readonly listed?: (eye: Eye, record: R) => boolean;
  /** Accounts whose record it is. */
  readonly owners: (record: R, w: World) => readonly Id[];
  /** Fields that name people, who are thereby involved in the record; null where that does not count. */
  readonly people?: { readonly [field: string]: (record: R, eye: Eye) => Id | null };
  readonly acts?: { readonly [action: string]: Act<R> };
};

export const sight = (applies: unknown, why: Why, fields: readonly string[]): readonly Sight[] =>
  applies ? [{ why, fields }] : [];

/** The first test that fails decides. */
export const judged = (...tests: readonly (readonly [ok: unknown, otherwise: Verdict])[]): Verdict =>
  tests.find(([ok]) => !ok)?.[1] ?? 'allow';
