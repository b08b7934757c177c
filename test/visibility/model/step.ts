import { changes, creations } from './commands/index.ts';
import { names } from './commands/trusts.ts';
import { context } from './context.ts';
import type { AnyRecord, Id, Instant, RecordType } from './records/index.ts';
import type { Input, Verdict } from './rule.ts';
import { traced } from './trace.ts';
import { statusAt } from './trusts.ts';
import { may, told } from './view.ts';
import { all, type Ctx, find, put, type World } from './world.ts';

/** Somebody tries something. `token`: he comes with a token, not a session. `at`: when; by default a second after the last. */
export type Attempt = {
  readonly person: Id;
  readonly account: Id;
  readonly token?: Id;
  readonly action: string;
  readonly record?: { readonly type: RecordType; readonly id: Id };
  readonly input?: Input;
  readonly at?: Instant;
};

/** What time and the product do by themselves. `expire`: invitations. `deliver`: what mails wait. */
export type Turn = { readonly turn: 'pass' | 'expire' | 'deliver'; readonly ms?: number };
export type Command = Attempt | Turn;

/** `unauthenticated`: there is no such context; nothing is looked at. */
export type Outcome = { readonly world: World; readonly verdict: Verdict | 'unauthenticated' };

/** Applies the command if it is allowed; otherwise only time goes on. */
export const step = (w: World, command: Command): World => attempt(w, command).world;

export function attempt(w: World, command: Command): Outcome {
  if ('turn' in command) return { world: turned(later(w, command.ms ?? 1000), command.turn), verdict: 'allow' };
  const at = command.at === undefined ? later(w, 1000) : later(w, Math.max(0, command.at - w.now));
  const ctx = context(at, command.person, command.account, command.token);
  if (!ctx) return { world: at, verdict: 'unauthenticated' };
  const named = command.record;
  const record = named && find(at, named.type, named.id);
  // G2, G7: a record that never was is answered as one that is hidden.
  const verdict = named && !record ? 'not_found' : may(at, ctx, command.action, record, command.input);
  return { world: verdict === 'allow' ? applied(at, ctx, command, record) : at, verdict };
}

function applied(w: World, ctx: Ctx, { action, input = {} }: Attempt, record: AnyRecord | undefined): World {
  const change = record && changes[record.type]?.[action];
  if (record && !change)
    throw new Error(`The model allows ${action} on a ${record.type}, and does not say what it does.`);
  const after = record ? change!(w, ctx, record as never, input) : creations[action]!(w, ctx, input);
  // G10, G11: entry, event and mail carry the account and the person on whose behalf it was done.
  return traced(w, after, ctx, action);
}

const later = (w: World, ms: number): World => ({ ...w, now: w.now + ms });

function turned(w: World, turn: Turn['turn']): World {
  if (turn === 'expire') return expired(w);
  return turn === 'deliver' ? delivered(w) : w;
}

function expired(w: World): World {
  const over = all(w, 'trust').filter((t) => t.status === 'pending' && statusAt(t, w.now) === 'expired');
  const after = over.reduce((world, t) => put(world, { ...t, status: 'expired' as const, namesAtEnd: names(w, t) }), w);
  return traced(w, after, undefined, 'expire');
}

/** G8: re-checked at delivery, as the person the mail goes to, in the account in which it goes to him. */
function delivered(w: World): World {
  const waiting = all(w, 'notice').filter((n) => n.deliveredAt === null && n.droppedAt === null);
  return waiting.reduce((world, n) => {
    const record = find(w, n.recordType, n.recordId) as AnyRecord | undefined;
    const text = record && told(w, context(w, n.personId, n.accountId), record);
    return put(world, text === undefined ? { ...n, droppedAt: w.now } : { ...n, deliveredAt: w.now, text });
  }, w);
}
