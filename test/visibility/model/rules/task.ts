import { specialistRole } from '../context.ts';
import { asked, confidentialAt, isManager, type Party, party, processOf, works } from '../party.ts';
import type { Approval, Id, Task } from '../records/index.ts';
import type { Eye, Rule, Sight } from '../rule.ts';
import { sight } from '../rule.ts';
import { accountStub, offeringStub, personStub, shownName, teamStub } from '../stubs.ts';
import { reads } from '../trusts.ts';
import { all, find, nameOf } from '../world.ts';
import { notesOf } from './noting.ts';
import { taskActs } from './task-acts.ts';

/** Both sides read these. Not among them: a version or anything that counts changes of hidden fields (G3). */
const shared = [
  'id',
  'category',
  'title',
  'instructions',
  'status',
  'reason',
  'account',
  'assignedAccount',
  'team',
  'offering',
  'forPerson',
];
const course = ['input', 'output', 'due', 'activatedAt', 'waitingUntil', 'finishedAt', 'notes'];
const owners = [...shared, ...course, 'process', 'externalTitle', 'node', 'round', 'after', 'handsOver', 'onSite'];
/** Not the node, the rounds, what comes before: they tell the process. `handsOver` and `onSite` come with the places. */
const providers = [...shared, ...course, 'externalTitle', 'member', 'timeCost'];
const takenBack = ['id', 'title'];
/** "the approval card only" */
const card = ['id', 'category', 'title', 'instructions', 'account', 'externalTitle', 'forPerson', 'input', 'due'];

export const task: Rule<Task> = {
  sees: (eye, t) => [...asParty(eye, t), ...asApprover(eye, t)],
  shows: {
    account: (eye, t) => finished(eye, t)?.owner ?? accountStub(eye, t.accountId),
    assignedAccount: (eye, t) => accountStub(eye, t.assignedAccountId),
    team: (eye, t) => teamStub(eye, t.teamId),
    member: (eye, t) => personStub(eye, t.memberId),
    offering: (eye, t) => offeringStub(eye, t.offeringId),
    forPerson: (eye, t) => finished(eye, t)?.forPerson ?? personStub(eye, t.forPersonId),
    process: ({ w }, t) => ({ id: t.processId, title: processOf(w, t)?.title ?? '' }),
    externalTitle: ({ w }, t) => processOf(w, t)?.externalTitle ?? '',
    votes: ({ w }, t) =>
      all(w, 'approval')
        .filter((a) => a.taskId === t.id)
        .map((a) => a.id),
    notes: (eye, t) => notesOf(eye, t),
  },
  owners: (t) => [t.accountId],
  people: {
    // G9: after the end of the trust a person is a name in the record, and no row of his own.
    forPerson: (t, eye) => (past(eye, t) ? null : t.forPersonId),
    member: (t, eye) => (past(eye, t) ? null : t.memberId),
  },
  acts: taskActs,
};

const past = ({ w, ctx }: Eye, t: Task) => party(w, t, ctx.account)?.as === 'former';

function asParty(eye: Eye, t: Task): readonly Sight[] {
  const { w, ctx } = eye;
  const as = party(w, t, ctx.account);
  if (!as) return [];
  if (as.as === 'owner') return asOwner(eye, t);
  const role = specialistRole(ctx);
  const fields: { readonly [P in Party]?: readonly string[] } = {
    provider: providers,
    former: providers,
    'taken-back': takenBack,
  };
  const because = ({ provider: 'trust', former: 'former', 'taken-back': 'taken back' } as const)[as.as];
  const why = { because, role: role!, trust: trustee(eye, t), since: as.share!.since };
  // Silent on the person: any specialist of Y, as of X; where Y or the service is confidential, only the team's.
  return sight(works(w, ctx, confidentialAt(w, t, ctx.account), t.teamId), why, fields[as.as]!);
}

const trustee = (eye: Eye, t: Task) => finished(eye, t)?.owner.name ?? nameOf(eye.w, t.accountId);

/** "X: as workflow". */
function asOwner({ w, ctx }: Eye, t: Task): readonly Sight[] {
  const process = processOf(w, t);
  const confidential = process?.confidential ?? true;
  const manager = isManager(ctx, process);
  const role = specialistRole(ctx);
  const worked = t.assignedAccountId === ctx.account;
  const sees = works(w, ctx, confidential, process?.teamId ?? null, worked ? t.teamId : null);
  const since = process?.startedAt ?? 0;
  const why = confidential ? ({ because: 'team', since } as const) : ({ because: 'role', role: role!, since } as const);
  const shows =
    worked || t.assignedAccountId === null ? undefined : reads(w, t.accountId, t.assignedAccountId, 'show_specialists');
  const either = sees || manager;
  return [
    ...sight(sees, why, owners),
    ...sight(manager, { because: 'manager', since }, [...owners, 'votes']),
    ...sight(either && worked, sees ? why : { because: 'manager', since }, ['member', 'timeCost']),
    // G4: Y's choice; without it X reads the team only.
    ...sight(either && shows, { because: 'trust', capability: 'show_specialists', since: shows?.since ?? 0 }, [
      'member',
    ]),
  ];
}

function asApprover({ w, ctx }: Eye, t: Task): readonly Sight[] {
  const its = (a: Approval) => a.taskId === t.id && asked(w, ctx, a);
  return all(w, 'approval')
    .filter(its)
    .map((a) => ({
      why: { because: 'approver', since: t.activatedAt ?? 0 },
      fields: a.trustId === null ? [...card, 'notes'] : card,
    }));
}

type Finished = { readonly owner: { readonly name: string }; readonly forPerson: { readonly name: string } | null };

/** G9: "shared fields as at completion"; whoever has been erased since is nobody even there. */
function finished({ w, ctx }: Eye, t: Task): Finished | undefined {
  const as = party(w, t, ctx.account);
  const then = as?.as === 'former' ? as.share?.asCompleted : undefined;
  if (!then) return undefined;
  const p = find(w, 'person', t.forPersonId as Id);
  const name = p?.erasedAt == null ? then.forPerson : shownName(p);
  return { owner: { name: then.owner }, forPerson: name === null ? null : { name } };
}
