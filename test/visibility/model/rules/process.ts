import { has, specialistRole } from '../context.ts';
import { asked, confidentialAt, inTeam, isManager, party, works } from '../party.ts';
import type { Approval, Process, Task } from '../records/index.ts';
import { type Eye, judged, type Rule, type Sight, sight } from '../rule.ts';
import { accountStub, personStub } from '../stubs.ts';
import { reads } from '../trusts.ts';
import { all, find, nameOf } from '../world.ts';
import { addNote, notesOf } from './noting.ts';

const full = [
  'id',
  'account',
  'template',
  'title',
  'externalTitle',
  'subject',
  'manager',
  'team',
  'confidential',
  'input',
];
const course = ['status', 'completionReason', 'reason', 'due', 'startedAt', 'finishedAt', 'plan', 'progress', 'notes'];
/** Neither its id nor anything that tells how it goes: the general title, whose it is, its target date. */
const stub = ['account', 'externalTitle', 'due'];
/** What an approver of X or D reads of it, with its notes. */
const summary = ['id', 'account', 'title', 'manager', 'status', 'due', 'notes'];

export const process: Rule<Process> = {
  sees: (eye, p) => [...asOwner(eye, p), ...asProvider(eye, p), ...asApprover(eye, p)],
  shows: {
    account: (eye, p) => accountStub(eye, p.accountId),
    template: ({ w }, p) => find(w, 'template', p.templateId)?.name ?? null,
    subject: (eye, p) => personStub(eye, p.subjectId),
    manager: (eye, p) => personStub(eye, p.managerId),
    team: ({ w }, p) => find(w, 'team', p.teamId)?.name ?? null,
    plan: ({ w }, p) =>
      tasksOf(w, p).map(({ title, status, due, activatedAt, finishedAt }) => ({
        title,
        status,
        due,
        activatedAt,
        finishedAt,
      })),
    progress: ({ w }, p) => {
      const tasks = tasksOf(w, p);
      return { total: tasks.length, done: tasks.filter((t) => t.finishedAt !== null).length };
    },
    notes: (eye, p) => notesOf(eye, p),
  },
  // A stub is met in the task that points to it; it is no row of a list.
  listed: (eye, p) => eye.fields(p).has('id'),
  owners: (p) => [p.accountId],
  people: {
    subject: (p) => p.subjectId,
    manager: (p) => p.managerId,
  },
  acts: {
    // "cancel/replan: manager@X". Other roles of X see it and are refused.
    cancel: {
      scope: 'start',
      judge: ({ ctx }, p, { reason }) =>
        judged([isManager(ctx, p), 'forbidden'], [reason, 'invalid'], [p.status !== 'completed', 'conflict']),
    },
    note: {
      scope: 'work',
      judge: (eye, p, input) =>
        judged(
          [p.accountId === eye.ctx.account && (has(eye.ctx, 'specialist') || isManager(eye.ctx, p)), 'forbidden'],
          [addNote(eye, input), 'invalid'],
        ),
    },
  },
};

const tasksOf = (w: Eye['w'], p: Process): readonly Task[] => all(w, 'task').filter((t) => t.processId === p.id);

function asOwner({ w, ctx }: Eye, p: Process): readonly Sight[] {
  if (p.accountId !== ctx.account) return [];
  const role = specialistRole(ctx);
  const fields = [...full, ...course];
  return [
    ...sight(role && !p.confidential, { because: 'role', role: role!, since: p.startedAt }, fields),
    // Silent: the manager needs no other role, since cancelling is his; a confidential team's members must be specialists.
    ...sight(isManager(ctx, p), { because: 'manager', since: p.startedAt }, fields),
    ...sight(
      p.confidential && role && inTeam(w, ctx, p.teamId),
      { because: 'team', team: p.teamId!, since: p.startedAt },
      fields,
    ),
  ];
}

/**
 * "Y with an activated task": while it holds one or has finished one under a trust that lives. What was taken back or
 * outlived its trust shows no process (G9 keeps the task alone).
 */
function asProvider({ w, ctx }: Eye, p: Process): readonly Sight[] {
  const held = tasksOf(w, p).filter(
    (t) => party(w, t, ctx.account)?.as === 'provider' && works(w, ctx, confidentialAt(w, t, ctx.account), t.teamId),
  );
  const task = held[0];
  if (!task) return [];
  const trust = nameOf(w, p.accountId);
  const plan = reads(w, p.accountId, ctx.account, 'share_plan');
  const notes = reads(w, p.accountId, ctx.account, 'share_workflow_notes');
  return [
    { why: { because: 'trust', trust, since: task.activatedAt! }, fields: stub },
    ...sight(plan, { because: 'trust', trust, capability: 'share_plan', since: plan?.since ?? 0 }, ['plan']),
    ...sight(notes, { because: 'trust', trust, capability: 'share_workflow_notes', since: notes?.since ?? 0 }, [
      'notes',
    ]),
  ];
}

/** "approver of X/D: workflow summary + notes"; who is asked across a trust gets the card on the approval only. */
function asApprover({ w, ctx }: Eye, p: Process): readonly Sight[] {
  const its = (a: Approval) => find(w, 'task', a.taskId)?.processId === p.id;
  return all(w, 'approval')
    .filter((a) => its(a) && a.trustId === null && asked(w, ctx, a))
    .map((a) => ({
      why: { because: 'approver', since: find(w, 'task', a.taskId)?.activatedAt ?? 0 },
      fields: summary,
    }));
}
