/**
 * The plan: what composing a template yields. Plain JSON, so that it can be hashed, stored with the process it
 * drives, drawn, scheduled and compared. Nothing here knows a database, Temporal or HTTP.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
/** A JSON Schema (draft 2020-12) as `z.toJSONSchema` writes it. */
export type JsonSchema = JsonObject;

/** ISO 8601 in UTC with milliseconds, e.g. `2027-03-01T08:00:00.000Z`. */
export type Instant = string;
/** A calendar date without a time, e.g. `2027-03-01`. */
export type PlainDate = string;
/** The name an account has in templates (`hr`, `it`); bound to a real account when a process starts. */
export type RoleName = string;
/** Unique within its plan, kebab-case; once expanded over `each`, with its index: `grant-access[2]`. */
export type NodeId = string;

/** A length of time. Working units are counted in a calendar, plain ones on the wall clock of its zone. */
export type Duration = { readonly amount: number; readonly unit: Unit };
export type Unit = 'minutes' | 'hours' | 'days' | 'workingMinutes' | 'workingHours' | 'workingDays';

/** Where a value comes from. Evaluated when the node that uses it is activated. */
export type Expr =
  | { readonly is: 'const'; readonly value: Json }
  /** The process's input, e.g. path `['person']`. */
  | { readonly is: 'input'; readonly path: readonly string[] }
  /** The output of a finished node. */
  | { readonly is: 'output'; readonly node: NodeId; readonly path: readonly string[] }
  /** The current item of the enclosing `each`; gone once the plan is expanded. */
  | { readonly is: 'item'; readonly each: string; readonly path: readonly string[] }
  | { readonly is: 'object'; readonly fields: { readonly [key: string]: Expr } }
  | { readonly is: 'list'; readonly items: readonly Expr[] }
  /** What `match` returned: the expression of the case that `on` turns out to be. */
  | { readonly is: 'match'; readonly on: Expr; readonly cases: { readonly [value: string]: Expr } };

/**
 * A moment relative to a date of the input or to the completion of predecessors. `offset` is signed (negative =
 * before). A date stands for its whole day: `edge` says which end is meant (`notBefore` takes the start of the
 * day's working hours, `due` its end).
 */
export type Moment = {
  readonly from:
    | { readonly is: 'date'; readonly date: Expr }
    | { readonly is: 'completion'; readonly of: readonly NodeId[] };
  readonly offset: Duration;
  readonly edge: 'start' | 'end';
};

/** The node happens only if the scalar `on` equals `equals` (written as text, as keys of `match` are). */
export type Guard = { readonly on: Expr; readonly equals: string };
/** The node happens once per item of the list `over`; ids of scopes are unique in the plan. */
export type Each = { readonly id: string; readonly over: Expr };

type NodeBase = {
  readonly id: NodeId;
  /** As people read it, e.g. `prepare laptop`. */
  readonly title: string;
  /** Every predecessor: of order (`after`) and of data (an output used). Each stands earlier in `nodes`. */
  readonly after: readonly NodeId[];
  readonly when: readonly Guard[];
  readonly each: readonly Each[];
  /** What the person the process is about is told of it; absent: nothing. */
  readonly public?: string;
  readonly due?: Moment;
  readonly notBefore?: Moment;
};

/** Work for people of `account`: its service's team or, with `by`, one person. */
export type TaskNode = NodeBase & {
  readonly kind: 'task';
  readonly account: RoleName;
  readonly service: string;
  readonly offer: string;
  readonly with: Expr;
  /** A person id; must lie in the account that owns the process or its directory. */
  readonly by?: Expr;
  readonly instructions?: string;
  /** What must be ticked before it is complete, in this order. */
  readonly checklist?: readonly string[];
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  readonly target: Target;
  /** Absent: none. */
  readonly impact?: Impact;
};

/** What the provider promises, counted in its calendar from the moment of activation; nothing: best effort. */
export type Promised = { readonly respond?: Duration; readonly complete?: Duration };
/** What it promises as a rule, and in place of that for tasks of some impact. */
export type Target = Promised & { readonly byImpact?: { readonly [I in Exclude<Impact, 'none'>]?: Promised } };
/** How much hangs on a task. */
export type Impact = (typeof impacts)[number];
export const impacts = ['none', 'low', 'medium', 'high', 'top'] as const;

/** Asks people. `approvers` yields person ids (lists are flattened); `required` of them must approve. */
export type ApprovalNode = NodeBase & {
  readonly kind: 'approval';
  readonly approvers: readonly Expr[];
  readonly required: number;
  /** What approvers are shown, evaluated at activation. */
  readonly show: Expr;
};

/** Work for a named activity; never in an inbox. */
export type AutomationNode = NodeBase & {
  readonly kind: 'automation';
  readonly automation: string;
  readonly with: Expr;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
};

/** A named point: reached when its predecessors are finished. */
export type MilestoneNode = NodeBase & { readonly kind: 'milestone' };

export type PlanNode = TaskNode | ApprovalNode | AutomationNode | MilestoneNode;

export type Plan = {
  readonly format: 1;
  /** kebab-case, e.g. `employee-onboarding`; with the content hash it names a template version. */
  readonly name: string;
  readonly title: string;
  /** What accounts that hold a task see of the process as a whole. */
  readonly externalTitle: string;
  /** What the person it is about is told it is; absent: he is told nothing of it. */
  readonly publicTitle?: string;
  /** The role that owns the process. */
  readonly account: RoleName;
  /** Every role whose offers are used, the owner first. */
  readonly roles: readonly RoleName[];
  /** Schema of the input; fields may carry `format: "date"` or `format: "person-id"`. */
  readonly input: JsonSchema;
  /** Input field that holds the person the process is about. */
  readonly subject: string;
  /** Input field that holds the person told when something halts (else whoever started the process). */
  readonly manager?: string;
  /** Input field that holds the date everything else is relative to; refused when it lies in the past. */
  readonly anchor?: string;
  readonly nodes: readonly PlanNode[];
  readonly output: Expr;
};

/** When an account works, or an offering is worked on. */
export type Calendar = {
  /** IANA zone, e.g. `Europe/Amsterdam`. */
  readonly zone: string;
  /** Up to the first of `later`. */
  readonly week: Week;
  /** Other weeks, each from the beginning of a date on, to that of the next; dates ascend. */
  readonly later?: readonly { readonly from: PlainDate; readonly week: Week }[];
  /** Of all weeks alike. */
  readonly holidays: readonly PlainDate[];
};
/**
 * Index 0 = Monday … 6 = Sunday; each a list of [from, to) in minutes from its midnight, above 1440 past the next. Ranges
 * are sorted and do not overlap. All empty is refused.
 */
export type Week = readonly (readonly (readonly [number, number])[])[];
