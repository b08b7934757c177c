import { has, isSpecialist } from '../model/context.ts';
import { find } from '../model/world.ts';
import type { Divergence } from './decision.ts';
import { readableText } from './expected.ts';
import { uuidOf } from './ids.ts';

export const more = ({ model }: Divergence) => model === 'hidden' || model === 'nothing';
export const less = ({ model, product }: Divergence) => model === 'shown' && product === 'hidden';

/** Asked past row level security, or after an act, a question is named after what it is with both walls up. */
export const is = ({ kind, of }: Divergence, ...questions: readonly string[]) => {
  const [, then] = of.split(' then ');
  return questions.includes(then ? `mask ${then}` : kind === 'door' ? of : `${kind} ${of}`);
};

export const refuses = ({ model, product }: Divergence) => model === 'allowed' && product === 'refused';
export const lets = ({ model, product }: Divergence) => model === 'refused' && product === 'allowed';

export const isDirectory = ({ world, ctx }: Divergence, id: string | undefined) =>
  find(world, 'account', ctx.account)?.directoryId === id;

export const ownWork = ({ ctx, record }: Divergence) =>
  isSpecialist(ctx) && record !== undefined && 'accountId' in record && record.accountId === ctx.account;

export const abroad = ({ ctx, record }: Divergence) =>
  record !== undefined && 'accountId' in record && record.accountId !== ctx.account;

export function ownPerson({ world, ctx, record }: Divergence): boolean {
  const home = record?.type === 'task' ? find(world, 'person', record.forPersonId)?.homeId : undefined;
  return home === ctx.account || home === find(world, 'account', ctx.account)?.directoryId;
}

export const holds = ({ ctx, record }: Divergence) =>
  has(ctx, 'specialist', 'account_admin') && record?.type === 'task' && record.assignedAccountId === ctx.account;

export const ownVotes = ({ world, ctx, record }: Divergence): readonly string[] =>
  world.approval.filter((a) => a.taskId === record?.id && a.approverId === ctx.person).map(({ id }) => uuidOf(id));

export function mayReadHandle(d: Divergence): boolean {
  const { world, ctx, at, record } = d;
  if (record?.type === 'trust') return true;
  const id = record?.id ?? `account-${/^zq-account-(\d+)-handle/.exec(at ?? '')?.[1]}`;
  const name = find(world, 'account', id)?.name ?? '';
  const partner = world.trust.some(
    (t) => [t.trustingId, t.trustedId].includes(id) && [t.trustingId, t.trustedId].includes(ctx.account),
  );
  return isDirectory(d, id) || partner || readableText(world, ctx).has(name);
}
