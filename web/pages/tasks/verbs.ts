import { answer, api, once, type Schemas } from '../../client/api.ts';

type Status = Schemas['TaskStatus'];
export type Verb = 'accept' | 'start' | 'wait' | 'complete' | 'reject' | 'fail' | 'approve' | 'decline';

/** What can be done with a task in this state, the likeliest first. The API says whether this person may. */
export function verbsOf({ status, category }: { status: Status; category: string }): readonly Verb[] {
  if (category === 'approval') return status === 'assigned' ? ['approve', 'decline'] : [];
  const open: Partial<Record<Status, readonly Verb[]>> = {
    assigned: ['accept', 'start', 'complete', 'wait', 'reject', 'fail'],
    declined: ['accept', 'start', 'complete', 'wait', 'reject', 'fail'],
    accepted: ['start', 'complete', 'wait', 'reject', 'fail'],
    in_progress: ['complete', 'wait', 'reject', 'fail'],
    waiting_for: ['start', 'complete', 'wait', 'reject', 'fail'],
    waiting_for_customer: ['start', 'complete', 'wait', 'reject', 'fail'],
  };
  return open[status] ?? [];
}

/** The state a task is in once this is done: shown at once, and corrected by what the API says. */
export const after: Record<Verb, Status> = {
  accept: 'accepted',
  start: 'in_progress',
  wait: 'waiting_for',
  complete: 'completed',
  reject: 'rejected',
  fail: 'failed',
  approve: 'approved',
  decline: 'rejected',
};

export type Target = { readonly account: string; readonly task: string; readonly approval?: string | null };
/** What a verb needs besides: a reason, until when, what came of it. */
export type Said = {
  readonly reason?: string;
  readonly for?: 'customer' | 'other';
  readonly until?: string;
  readonly output?: object;
};

/** @throws ApiProblem */
export async function carryOut(verb: Verb, { account, task: id, approval }: Target, said: Said = {}): Promise<void> {
  const way = api(account);
  const params = { path: { id }, header: once() };
  const reason = said.reason ?? '';
  switch (verb) {
    case 'accept':
      return void (await answer(way.POST('/v1/tasks/{id}/acceptance', { params })));
    case 'start':
      return void (await answer(way.POST('/v1/tasks/{id}/start', { params })));
    case 'wait': {
      const until = said.until ? { until: said.until } : {};
      return void (await answer(
        way.POST('/v1/tasks/{id}/wait', { params, body: { for: said.for ?? 'other', reason, ...until } }),
      ));
    }
    case 'complete':
      return void (await answer(
        way.POST('/v1/tasks/{id}/completion', { params, body: { output: said.output ?? {} } }),
      ));
    case 'reject':
      return void (await answer(way.POST('/v1/tasks/{id}/rejection', { params, body: { reason } })));
    case 'fail':
      return void (await answer(way.POST('/v1/tasks/{id}/failure', { params, body: { reason } })));
    case 'approve': {
      const vote = { path: { id: approval as string }, header: once() };
      return void (await answer(
        way.POST('/v1/approvals/{id}/approval', { params: vote, body: reason ? { reason } : {} }),
      ));
    }
    case 'decline': {
      const vote = { path: { id: approval as string }, header: once() };
      return void (await answer(way.POST('/v1/approvals/{id}/rejection', { params: vote, body: { reason } })));
    }
  }
}
