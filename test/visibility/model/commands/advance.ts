import type { Id, Node, Process, Task, Template } from '../records/index.ts';
import type { Input } from '../rule.ts';
import { askedIn, mayActivate, mentioned } from '../rules/start.ts';
import { liveTrust } from '../trusts.ts';
import { isFinal, releases } from '../words.ts';
import { all, type Ctx, find, type World } from '../world.ts';
import { add, set } from './change.ts';
import { unassigned } from './trusts.ts';

/** Days until a process started now is due. */
const days = 10 * 86_400_000;

/** Starts a process: all of its tasks at once, the first of them activated. */
export function start(w: World, ctx: Ctx, template: Template, input: Input): World {
  const { subject = '', fields = {} } = input;
  const confidential = find(w, 'account', ctx.account)?.confidential ?? false;
  const made = add(w, 'process', {
    accountId: ctx.account,
    templateId: template.id,
    title: template.title,
    externalTitle: template.externalTitle,
    subjectId: subject,
    managerId: ctx.person,
    teamId: null,
    confidential,
    input: fields,
    status: 'in_progress',
    completionReason: null,
    reason: '',
    due: w.now + days,
    startedAt: w.now,
    finishedAt: null,
  });
  const process = all(made, 'process').at(-1)!;
  return advance(
    template.nodes.reduce((world, node) => planned(world, process, node, input), made),
    process.id,
  );
}

/** G12: the task is made with the fields its node shares; nothing else of the input is in its text or its values. */
function planned(w: World, process: Process, node: Node, input: Input): World {
  const own = node.accountId === process.accountId;
  const shared = Object.entries(process.input).filter(([field]) => own || node.share.includes(field));
  const instructions = mentioned(node.instructions).reduce(
    (text, field) => text.replaceAll(`{${field}}`, process.input[field] ?? ''),
    node.instructions,
  );
  return add(w, 'task', {
    accountId: process.accountId,
    processId: process.id,
    node: node.name,
    round: 1,
    category: node.kind,
    title: node.title,
    instructions,
    after: node.after,
    status: 'registered',
    reason: '',
    assignedAccountId: node.kind === 'approval' ? null : node.accountId,
    trustId: null,
    offeringId: node.offeringId,
    teamId: node.kind === 'approval' ? null : node.teamId,
    memberId: null,
    forPersonId: process.subjectId,
    input: Object.fromEntries(shared),
    approverId: node.kind === 'approval' ? (input.approver ?? null) : null,
    handsOver: input.handsOver ?? [],
    onSite: node.share.includes('site'),
    output: {},
    timeCost: '',
    due: process.due,
    activatedAt: null,
    waitingUntil: null,
    finishedAt: null,
    shares: [],
  });
}

/** Activates whatever has become ready; a failure halts the process, and when nothing is left it is complete. */
export function advance(w: World, id: Id): World {
  const process = find(w, 'process', id)!;
  if (process.status === 'completed') return w;
  const tasks = current(w, id);
  const done = (node: string) => tasks.some((t) => t.node === node && releases(t.status));
  const ready = tasks.filter((t) => t.status === 'registered' && t.activatedAt === null && t.after.every(done));
  const moved = ready.reduce((world, t) => activate(world, t), w);
  const left = current(moved, id);
  if (left.every((t) => releases(t.status)))
    return set(moved, process, { status: 'completed', completionReason: 'complete', finishedAt: w.now });
  const halted = left.some((t) => isFinal(t.status) && !releases(t.status));
  const status = halted ? 'progress_halted' : 'in_progress';
  return status === process.status ? moved : set(moved, process, { status });
}

const current = (w: World, id: Id): readonly Task[] => {
  const tasks = all(w, 'task').filter((t) => t.processId === id);
  return tasks.filter((t) => !tasks.some((other) => other.node === t.node && other.round > t.round));
};

/** G4: labour is asked for here, at the act. What cannot be handed over stays with X, unassigned. */
function activate(w: World, t: Task): World {
  if (t.category === 'approval') return ask(w, t);
  const at = { status: 'assigned' as const, activatedAt: w.now };
  if (t.assignedAccountId === t.accountId || t.assignedAccountId === null) return set(w, t, at);
  const account = t.assignedAccountId;
  const node = { accountId: account, offeringId: t.offeringId, teamId: t.teamId } as Node;
  if (!mayActivate(w, t.accountId, node)) return set(w, t, { ...unassigned(t.accountId), ...at });
  const trustId = liveTrust(w, t.accountId, account)!.id;
  const share = { accountId: account, trustId, since: w.now, startedAt: null, finalAt: null, asCompleted: null };
  return set(w, t, { ...at, trustId, shares: [...t.shares, share] });
}

function ask(w: World, t: Task): World {
  const approver = t.approverId ?? '';
  const asked = askedIn(w, t.accountId, approver);
  const open = set(w, t, {
    status: asked ? 'assigned' : 'failed',
    activatedAt: w.now,
    finishedAt: asked ? null : w.now,
  });
  if (!asked) return open;
  return add(open, 'approval', {
    accountId: t.accountId,
    taskId: t.id,
    approverId: approver,
    askedInId: asked.account,
    trustId: asked.trust,
    status: 'assigned',
    reason: '',
    decidedAt: null,
  });
}
