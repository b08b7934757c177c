import { asked, isManager, processOf } from '../party.ts';
import type { Approval } from '../records/index.ts';
import { type Act, judged, type Rule, sight } from '../rule.ts';
import { personStub } from '../stubs.ts';
import { find } from '../world.ts';

const fields = ['id', 'task', 'status', 'reason', 'decidedAt'];

/** A vote: "the approver; manager@X". That there is an approval step is the task's to show. */
export const approval: Rule<Approval> = {
  sees: ({ w, ctx }, a) => {
    const t = find(w, 'task', a.taskId);
    return [
      ...sight(asked(w, ctx, a), { because: 'approver', since: t?.activatedAt ?? 0 }, fields),
      ...sight(isManager(ctx, processOf(w, t)), { because: 'manager', since: t?.activatedAt ?? 0 }, [
        ...fields,
        'approver',
      ]),
    ];
  },
  shows: {
    task: (_, a) => a.taskId,
    approver: (eye, a) => personStub(eye, a.approverId),
  },
  owners: (a) => [a.accountId],
  people: { approver: (a) => a.approverId },
  acts: { approve: vote(false), reject: vote(true) },
};

function vote(rejects: boolean): Act<Approval> {
  return {
    scope: 'work',
    judge: ({ w, ctx }, a, { reason }) =>
      judged(
        [asked(w, ctx, a), 'forbidden'],
        [!rejects || reason, 'invalid'],
        // Once. A repeated command is answered by its key, which is not the model's matter.
        [a.status === 'assigned', 'conflict'],
      ),
  };
}
