import type { AnyRecord } from '../model/records/index.ts';
import type { Ctx, World } from '../model/world.ts';
import { allowanceFor } from './allowed.ts';

/**
 * Questions that are put to the model and to the product. Over HTTP, both walls up: `get` whether a record is answered,
 * `mask` with which fields, `list` what is in a list, `count` how many, `search`, `inbox`, `notes`, `text` whether whatever
 * readable text turned up anywhere may be read. At delivery: `stream`, `mail`. `rows`: row level security alone. `door`: the
 * API's own rules alone, past row level security. `act`: what is answered to a command, and what it changes.
 */
export const kinds = [
  'get',
  'mask',
  'list',
  'count',
  'search',
  'inbox',
  'notes',
  'text',
  'stream',
  'mail',
  'rows',
  'door',
  'act',
] as const;
export type Kind = (typeof kinds)[number];

export type Decision = {
  readonly kind: Kind;
  /** The type of record; of a mask with its field, of an act with its name, of a text the field that it stands in. */
  readonly of: string;
  readonly ctx: Ctx;
  readonly record?: AnyRecord;
  readonly model: string;
  readonly product: string;
  /** What else tells where it happened, for people. */
  readonly at?: string;
};

export type Divergence = Decision & { readonly world: World };

export const seen = (shown: boolean): string => (shown ? 'shown' : 'hidden');

/** What was asked, where the answers differed, and where they may. */
export type Tally = {
  readonly decisions: Map<Kind, number>;
  readonly divergences: Divergence[];
  readonly allowed: Map<string, number>;
  worlds: number;
};

export const newTally = (): Tally => ({ decisions: new Map(), divergences: [], allowed: new Map(), worlds: 0 });

/** Puts one question to both. `model` and `product` are what each answers. */
export function note(tally: Tally, world: World, decision: Decision): void {
  tally.decisions.set(decision.kind, (tally.decisions.get(decision.kind) ?? 0) + 1);
  differ(tally, world, decision);
}

/** A part of a question that was counted already. */
export function differ(tally: Tally, world: World, decision: Decision): void {
  if (decision.model === decision.product) return;
  const divergence = { ...decision, world };
  const allowance = allowanceFor(divergence);
  if (allowance) tally.allowed.set(allowance, (tally.allowed.get(allowance) ?? 0) + 1);
  else tally.divergences.push(divergence);
}

export const total = ({ decisions }: Tally): number => [...decisions.values()].reduce((sum, count) => sum + count, 0);
