import { expand } from '../../plan/expand.ts';
import { usedBy } from '../../plan/kit/trace.ts';
import type { Json, JsonObject, JsonSchema, PlainDate, Plan, PlanNode, RoleName } from '../../plan/plan.ts';
import { tasksBefore, toldOf } from '../../plan/told.ts';
import { toInstant, toLocal } from '../../plan/zone.ts';
import { Account } from '../account/account.entity.ts';
import { newId } from '../id.ts';
import { metPeople } from '../person/met.ts';
import { Person } from '../person/person.entity.ts';
import { Team } from '../person/team.entity.ts';
import { type Detail, Invalid, NotFound } from '../problem.ts';
import { type Door, record, tell } from '../store.ts';
import { askedOf } from '../task/ask.ts';
import type { taskCategories } from '../task/properties.ts';
import { Task } from '../task/task.entity.ts';
import { demand, person } from '../viewer.ts';
import { bindRoles } from './bind.ts';
import { type Binding, Process, PublishedTemplate } from './process.entity.ts';
import { keepPlan } from './versions.ts';

export type Start = {
  readonly plan: Plan;
  readonly hash: string;
  /** Already valid by the template's schema. */
  readonly input: JsonObject;
  /** Handles of the accounts to fill roles with, where trusts leave a choice. */
  readonly roles?: { readonly [role: string]: string };
  /** That has the process in hand; by default the starter's, where he has but one. */
  readonly team?: string | undefined;
};

/**
 * Starts a process in the viewer's account: all its tasks are registered, none is activated yet.
 * @throws NotFound when the account has no such template, Invalid listing every field, person and role at fault
 */
export async function startProcess(door: Door, start: Start): Promise<Process> {
  const { em, now, viewer } = door;
  const { plan, hash, input } = start;
  const { account, anchor, subject, bindings, nodes } = await readyToStart(door, start);
  const teamId = await teamOf(door, account, bindings, start.team);
  const startedById = person(viewer);
  await keepPlan(em, account.id, start, now);
  const process = em.create(Process, {
    id: newId(),
    accountId: account.id,
    number: await nextNumber(door),
    template: plan.name,
    planHash: hash,
    told: toldOf(plan, nodes, input, account.calendar),
    title: `${plan.title}: ${subject.name}`,
    input,
    bindings,
    subjectId: subject.id,
    anchor,
    teamId,
    confidential: account.confidential,
    managerId: ((plan.manager && input[plan.manager]) as string | undefined) ?? startedById,
    status: 'registered',
    startedById,
    startedAt: now,
  });
  await em.flush();
  registerTasks(door, process, plan, nodes);
  record(door, account.id, 'process', process.id, 'started', { template: plan.name, plan: hash, subject: subject.id });
  tell(door, 'changed', account.id, process.id);
  return process;
}

export type Ready = {
  readonly account: Account;
  readonly anchor: PlainDate | null;
  readonly subject: { readonly id: string; readonly name: string };
  readonly bindings: Readonly<Record<RoleName, Binding>>;
  readonly nodes: readonly PlanNode[];
};

/**
 * Everything a start hangs on, looked at without starting. As a rehearsal it is about nobody: the people named are not
 * looked up, any date will do, and designers may, who do no work.
 * @throws NotFound when the account has no such template, Invalid listing every field, person and role at fault
 */
export async function readyToStart(door: Door, { plan, input, roles = {} }: Start, rehearsal = false): Promise<Ready> {
  demand(door.viewer, 'specialist', 'account_admin', ...(rehearsal ? (['designer'] as const) : []));
  const { em, viewer, now } = door;
  if (!(await em.findOne(PublishedTemplate, { accountId: viewer.accountId, name: plan.name })))
    throw new NotFound('template');
  const account = await em.findOneOrFail(Account, { id: viewer.accountId });
  const today = toInstant(toLocal(account.calendar.zone, now.getTime())).slice(0, 10);
  const anchor = plan.anchor ? (input[plan.anchor] as PlainDate) : null;
  const subjectId = input[plan.subject] as string;
  const people = rehearsal ? { faults: [], names: new Map<string, string>() } : await namesOf(door, plan, input);
  const faults = [...people.faults, ...(rehearsal ? [] : pastDate(plan, anchor, today))];
  if (faults.length) throw new Invalid('The process cannot start: some of its input cannot be used.', faults);
  const bindings = await bindRoles(door, plan, today, roles);
  const subject = { id: subjectId, name: people.names.get(subjectId) ?? '' };
  return { account, anchor, subject, bindings, nodes: expand(plan, input) };
}

/**
 * The team that has the process in hand: the one named, else the one that does the account's own tasks of it, else the
 * starter's only one. Of a confidential process, which nobody else sees, it must be certain.
 */
async function teamOf(
  { em, viewer }: Door,
  { id: accountId, confidential }: Account,
  bindings: Ready['bindings'],
  wanted: string | undefined,
): Promise<string | null> {
  const own = Object.values(bindings).filter((binding) => binding.accountId === accountId);
  const working = new Set(own.flatMap(({ offerings }) => Object.values(offerings).map(({ teamId }) => teamId)));
  const [only] = working.size === 1 ? working : viewer.teamIds.length === 1 ? viewer.teamIds : [];
  if (wanted === undefined && (only || !confidential)) return only ?? null;
  const team = wanted ? await em.findOne(Team, { id: wanted, accountId }) : null;
  if (team) return team.id;
  const message = wanted
    ? 'There is no such team in your account.'
    : 'Say which team has it in hand: no other sees it.';
  throw new Invalid('The process cannot start: it needs a team.', [{ pointer: '/team', message }]);
}

function registerTasks({ em }: Door, process: Process, plan: Plan, nodes: readonly PlanNode[]): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const deciding = new Set(nodes.flatMap(({ when }) => when.flatMap(({ on }) => usedBy(on))));
  for (const node of nodes) {
    if (node.kind === 'milestone') continue;
    em.create(Task, {
      id: newId(),
      accountId: process.accountId,
      processId: process.id,
      node: node.id,
      category: categories[node.kind],
      title: node.title,
      processTitle: plan.externalTitle,
      after: tasksBefore(node, byId),
      decides: deciding.has(node.id),
      confidential: process.confidential,
      status: 'registered',
      impact: (node.kind === 'task' && node.impact) || 'none',
      instructions: node.kind === 'task' ? (node.instructions ?? '') : '',
      checklist: (node.kind === 'task' && node.checklist?.map((title) => ({ title }))) || null,
      outputSchema: node.kind === 'approval' ? null : node.output,
      requiredApprovals: node.kind === 'approval' ? node.required : null,
    });
  }
}

const categories: Record<Exclude<PlanNode['kind'], 'milestone'>, (typeof taskCategories)[number]> = {
  task: 'implementation',
  approval: 'approval',
  automation: 'automation',
};

async function nextNumber({ em, viewer }: Door): Promise<number> {
  const rows = await em.execute<{ number: number }[]>(
    'update account set next_process_number = next_process_number + 1 where id = ? returning next_process_number - 1 as number',
    [viewer.accountId],
  );
  return rows[0]?.number as number;
}

/** Every person the input names must be one the viewer's account knows, and not have left. */
async function namesOf(
  door: Door,
  plan: Plan,
  input: JsonObject,
): Promise<{ names: Map<string, string>; faults: Detail[] }> {
  const { em } = door;
  const mentions = personIds(plan.input, input, '/input');
  const found = await em.find(Person, { id: { $in: [...new Set(mentions.map(({ id }) => id))] }, disabledAt: null });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const askable = await askableOf(
    door,
    mentions.map(({ id }) => id).filter((id) => !names.has(id)),
  );
  // Whom the process is about, and who answers for it, are the account's own.
  const own = new Set([plan.subject, plan.manager].map((field) => `/input/${field}`));
  const faults = mentions
    .filter(({ id, pointer }) => !names.has(id) && (own.has(pointer) || !askable.has(id)))
    .map(({ pointer }) => ({ pointer, message: 'There is no such person in your account or its directory.' }));
  return { names, faults };
}

/** People of other accounts whom the viewer meets somewhere, and whom his account may ask for approvals. */
async function askableOf(door: Door, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const met = await metPeople(door, ids);
  return new Set((await askedOf(door, [...met.keys()])).keys());
}

function personIds(schema: JsonSchema, value: Json | undefined, pointer: string): { id: string; pointer: string }[] {
  if (value === undefined || value === null) return [];
  if (schema.format === 'person-id') return [{ id: value as string, pointer }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => personIds((schema.items ?? {}) as JsonSchema, item, `${pointer}/${index}`));
  const properties = (schema.properties ?? {}) as { [key: string]: JsonSchema };
  return typeof value === 'object'
    ? Object.entries(properties).flatMap(([key, property]) =>
        personIds(property, (value as JsonObject)[key], `${pointer}/${key}`),
      )
    : [];
}

function pastDate(plan: Plan, anchor: PlainDate | null, today: PlainDate): Detail[] {
  return anchor !== null && anchor < today
    ? [
        {
          pointer: `/input/${plan.anchor}`,
          message: `${anchor} lies in the past; today is ${today}. Choose a later date.`,
        },
      ]
    : [];
}
