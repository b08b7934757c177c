import { has } from '../context.ts';
import { inTeam, isManager, party, processOf } from '../party.ts';
import type { Task } from '../records/index.ts';
import { type Act, type Eye, type Input, judged, type Verdict } from '../rule.ts';
import { liveTrust, mayAssign } from '../trusts.ts';
import { isFinal } from '../words.ts';
import { all, find } from '../world.ts';
import { addNote } from './noting.ts';

const open = ['assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer'];

/** The side that holds the task, by a specialist of the team it is assigned to. */
const work = (valid: (input: Input) => unknown, ...from: readonly string[]): Act<Task> => ({
  scope: 'work',
  judge: (eye, t, input) =>
    judged(
      [holds(eye, t), 'forbidden'],
      [valid(input), 'invalid'],
      [from.includes(t.status) && t.category === 'implementation', 'conflict'],
    ),
});

/** The side whose task it is: "X: cancel, reassign, extend, edit instructions". Silent on the role: the manager. */
const direct = (judge: Act<Task>['judge']): Act<Task> => ({
  scope: 'work',
  judge: (eye, t, input) => (isManager(eye.ctx, processOf(eye.w, t)) ? judge(eye, t, input) : 'forbidden'),
});

export const taskActs: { readonly [action: string]: Act<Task> } = {
  accept: work(() => true, 'assigned'),
  start: work(() => true, 'assigned', 'accepted', 'waiting_for', 'waiting_for_customer'),
  wait: work(({ reason }) => reason, ...open),
  complete: work(() => true, ...open),
  fail: work(({ reason }) => reason, ...open),
  reject: work(({ reason }) => reason, ...open),
  reassign: { scope: 'work', judge: reassign },
  cancel: direct((_, t, { reason }) => judged([reason, 'invalid'], [!isFinal(t.status), 'conflict'])),
  // "Y: never deadline, title, successors"; a final task never changes.
  edit: direct((_, t) => judged([!isFinal(t.status), 'conflict'])),
  retry: direct((eye, t) =>
    judged([['failed', 'rejected'].includes(t.status) && last(eye, t) && !over(eye, t), 'conflict']),
  ),
  note: {
    scope: 'work',
    // Participants: the two sides while the trust lives. G9: a former provider reads, and no more.
    judge: (eye, t, input) => judged([takesPart(eye, t), 'forbidden'], [addNote(eye, input), 'invalid']),
  },
};

/** G9: under a trust that has ended a former provider only reads. */
const holds = ({ w, ctx }: Eye, t: Task): boolean =>
  has(ctx, 'specialist') &&
  t.assignedAccountId === ctx.account &&
  party(w, t, ctx.account)?.as !== 'former' &&
  inTeam(w, ctx, t.teamId);

const last = ({ w }: Eye, t: Task) =>
  !all(w, 'task').some((other) => other.processId === t.processId && other.node === t.node && other.round > t.round);
const over = ({ w }: Eye, t: Task) => processOf(w, t)?.status === 'completed';

function takesPart({ w, ctx }: Eye, t: Task): boolean {
  const as = party(w, t, ctx.account)?.as;
  return (
    (as === 'owner' && (has(ctx, 'specialist') || isManager(ctx, processOf(w, t)))) ||
    (as === 'provider' && has(ctx, 'specialist'))
  );
}

/** Y hands on within its linked teams; X's manager to its own teams or to those it may assign (G4, asked at the act). */
function reassign(eye: Eye, t: Task, input: Input): Verdict {
  const { w, ctx } = eye;
  const team = find(w, 'team', input.team ?? null);
  const person = find(w, 'person', input.member ?? null);
  const manager = isManager(ctx, processOf(w, t));
  const own = team?.accountId === ctx.account;
  const linked = team !== undefined && mayAssign(liveTrust(w, t.accountId, team.accountId), team.id);
  const target = t.accountId === ctx.account ? own || (manager && linked) : own && linked;
  // G7: a member must be somebody this context sees, and of that team.
  const member = input.member == null || (person && team?.members.includes(person.id) && eye.fields(person).size > 0);
  return judged(
    [manager || holds(eye, t), 'forbidden'],
    [target && member, 'invalid'],
    [open.includes(t.status) && t.category === 'implementation', 'conflict'],
  );
}
