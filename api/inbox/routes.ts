import type { Caller, Membership } from '../../domain/access/caller.ts';
import { NotFound } from '../../domain/problem.ts';
import { countsOver, inboxOver, type LabelledRow } from '../../domain/task/inboxes.ts';
import { placeOf, toPage } from '../page.ts';
import { route } from '../route.ts';
import { Id, Instant, instantOrNull } from '../values.ts';
import { Inbox, InboxCount, type InboxRowView, inboxQuery } from './schema.ts';

export const inbox = [
  route({
    method: 'GET',
    path: '/v1/inbox',
    summary: 'What waits for you, in all your accounts',
    description: 'The most urgent first. Each row names the account in which you act on it.',
    policy: 'signed-in',
    query: inboxQuery,
    response: Inbox,
    handler: async ({ query: { perPage, cursor, part, account, ...filter }, caller, parts }) => {
      const place = placeOf(cursor, [Instant, Id]);
      const after = place && { due: place[0], id: place[1] };
      const accounts = accountsOf(caller, account);
      const rows = await inboxOver(parts.store, caller, accounts, part, after, perPage + 1, filter);
      return toPage(rows, perPage, ({ due, task }) => [due.toISOString(), task.id], present);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/inbox/count',
    summary: 'How much waits for you, in all your accounts',
    policy: 'signed-in',
    response: InboxCount,
    handler: async ({ caller, parts }) => {
      const counts = await countsOver(parts.store, caller, caller.accounts);
      const sum = (of: 'mine' | 'team' | 'overdue') => counts.reduce((total, count) => total + count[of], 0);
      const accounts = counts.filter(({ mine, team }) => mine + team > 0);
      return {
        ...{ mine: sum('mine'), team: sum('team'), overdue: sum('overdue') },
        accounts: accounts.map(({ account, ...count }) => ({ account: nameOf(account), ...count })),
      };
    },
  }),
];

const nameOf = ({ id, handle, name }: Membership) => ({ id, handle, name });

function accountsOf({ accounts }: Caller, wanted: string | undefined): readonly Membership[] {
  if (wanted === undefined) return accounts;
  const named = accounts.filter(({ id, handle }) => handle === wanted || id === wanted.toLowerCase());
  if (named.length === 0) throw new NotFound('account');
  return named;
}

function present({ account, part, due, approvalId, task, labels }: LabelledRow): InboxRowView {
  return {
    account: nameOf(account),
    part,
    sortedBy: due.toISOString(),
    approval: approvalId,
    task: {
      id: task.id,
      version: task.version,
      category: task.category,
      status: task.status,
      title: task.title,
      process: task.processTitle,
      owner: labels.owner,
      team: labels.team,
      member: labels.member,
      forPerson: labels.forPerson,
      due: instantOrNull(task.due),
      target: instantOrNull(task.target),
      nextTarget: task.nextTarget,
      impact: task.impact,
      activatedAt: instantOrNull(task.activatedAt),
      waitingUntil: instantOrNull(task.waitingUntil),
      overdue: task.overdue,
      breached: task.breached,
    },
  };
}
