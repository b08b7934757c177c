import { changes, creations } from '../model/commands/index.ts';
import { context, contexts, has } from '../model/context.ts';
import { inTeam, isManager, processOf } from '../model/party.ts';
import type { AnyRecord, RecordType } from '../model/records/index.ts';
import { type Attempt, attempt, type Command } from '../model/step.ts';
import { view } from '../model/view.ts';
import { all, type Ctx, type World } from '../model/world.ts';
import { type Dice, dice } from './dice.ts';
import { inputOf } from './inputs.ts';

/** How often commands are about what. */
export type Weights = { readonly [T in RecordType]?: number };

const anything: Weights = {
  template: 3,
  task: 10,
  approval: 3,
  process: 3,
  trust: 5,
  person: 3,
  role: 1,
  team: 2,
  note: 1,
  token: 1,
  session: 1,
  account: 1,
  organization: 1,
  site: 1,
  service: 1,
  offering: 1,
};

/** Work, and nothing that changes who may do it. */
export const historical: Weights = { template: 4, task: 12, approval: 3, process: 2, token: 1 };

/**
 * A command that fits the world: by somebody who may act, on a record that is mostly one he sees, with input that mostly
 * makes sense. Whether it is allowed is open.
 */
export function move(w: World, pick: number, weights: Weights = anything): Command {
  const d = dice(pick);
  if (d.chance(4)) return { turn: d.of(['pass', 'expire', 'deliver'] as const)!, ms: d.below(3) * 86_400_000 };
  if (d.chance(5)) {
    const ctx = d.of(contexts(w));
    const action = d.of(Object.keys(creations))!;
    if (ctx) return { person: ctx.person, account: ctx.account, action, input: inputOf(w, d, ctx, action) };
  }
  const record = chosen(w, d, weights);
  const ctx = record && somebody(w, d, record);
  const action = d.of(record ? actionsOn(record.type) : []);
  if (!record || !ctx || action === undefined) return { turn: 'pass' };
  return {
    person: ctx.person,
    account: ctx.account,
    ...tokenOf(w, d, ctx),
    action,
    record: { type: record.type, id: record.id },
    input: inputOf(w, d, ctx, action, record),
  };
}

/** Some come more often, for without them nothing is ever finished, taken back or agreed on. */
const often: { readonly [T in RecordType]?: readonly string[] } = {
  task: ['start', 'start', 'start', 'complete', 'complete', 'reassign', 'reassign', 'reassign', 'note'],
  approval: ['approve', 'approve'],
  process: ['note', 'note', 'note'],
  trust: ['grant', 'withdraw', 'offer', 'accept_offer'],
};

const actionsOn = (type: RecordType) => [...Object.keys(changes[type] ?? {}), ...(often[type] ?? [])];

/** The first of several such commands that is allowed; else time passes. */
export function allowedMove(w: World, pick: number, weights: Weights = anything): Command {
  for (let i = 0; i < 25; i++) {
    const command = move(w, pick + i * 7919, weights);
    if ('turn' in command ? i > 5 : attempt(w, command).verdict === 'allow') return command;
  }
  return { turn: 'pass' };
}

function chosen(w: World, d: Dice, weights: Weights): AnyRecord | undefined {
  const there = Object.entries(weights).filter(([type]) => w[type as RecordType].length > 0);
  const type = d.of(there.flatMap(([type, weight]) => Array<RecordType>(weight).fill(type as RecordType)));
  const records = type ? (all(w, type) as readonly AnyRecord[]) : [];
  const open = records.filter((r) => r.type !== 'task' || (r.finishedAt === null && r.activatedAt !== null));
  return d.of(open.length && d.chance(80) ? open : records);
}

/** Mostly somebody who sees the record, and often somebody whose work it is. */
function somebody(w: World, d: Dice, record: AnyRecord): Ctx | undefined {
  const everybody = contexts(w);
  const seeing = everybody.filter((ctx) => view(w, ctx, record));
  const working = seeing.filter((ctx) => concerns(w, ctx, record));
  return d.of(working.length && d.chance(60) ? working : seeing.length && d.chance(80) ? seeing : everybody);
}

function concerns(w: World, ctx: Ctx, record: AnyRecord): boolean {
  if (record.type === 'task') return inTeam(w, ctx, record.teamId) || isManager(ctx, processOf(w, record));
  if (record.type === 'process') return isManager(ctx, record);
  if (record.type === 'approval') return record.approverId === ctx.person;
  return has(ctx, 'account_admin');
}

function tokenOf(w: World, d: Dice, { person, account }: Ctx): Pick<Attempt, 'token'> {
  const tokens = all(w, 'token').filter((t) => t.personId === person && t.accountId === account);
  const token = d.chance(20) ? d.of(tokens) : undefined;
  return token && context(w, person, account, token.id) ? { token: token.id } : {};
}
