import { p } from '@mikro-orm/postgresql';
import { type Clocks, taskStatuses } from '../../plan/facts.ts';
import { impacts, type Json, type JsonSchema, type Promised } from '../../plan/plan.ts';
import type { Scheme } from '../service/scheme.ts';
import type { ChecklistItem } from './checklist.ts';

export const taskCategories = [
  'risk_and_impact',
  'approval',
  'implementation',
  'automation',
  'fulfillment_placeholder',
] as const;

/** What is stored of a task. */
export const properties = {
  id: p.uuid().primary(),
  /** The account that owns the process; the work may be assigned to another. */
  accountId: p.uuid(),
  processId: p.uuid(),
  node: p.string(),
  /** 1 at first, one more for each retry. */
  round: p.integer().default(1),
  category: p.enum(taskCategories),
  title: p.string(),
  /** What accounts that hold the task see of its process. */
  processTitle: p.string(),
  /** Nodes that must finish first, milestones resolved. */
  after: p.array(),
  /** Which case of the process is taken hangs on its output. */
  decides: p.boolean().default(false),
  /** As its process is. */
  confidential: p.boolean().default(false),
  status: p.enum(taskStatuses),
  /** Why it was rejected, failed, canceled or is waiting. */
  reason: p.string().default(''),
  instructions: p.string().default(''),
  /** What must be ticked before it is complete, in order; absent: nothing. */
  checklist: p.json<readonly ChecklistItem[]>().nullable(),
  assignedAccountId: p.uuid().nullable(),
  trustId: p.uuid().nullable(),
  offeringId: p.uuid().nullable(),
  teamId: p.uuid().nullable(),
  memberId: p.uuid().nullable(),
  forPersonId: p.uuid().nullable(),
  /** What the template handed over: the shared fields. */
  input: p.json<Json>().nullable(),
  outputSchema: p.json<JsonSchema>().nullable().lazy(),
  output: p.json<Json>().nullable(),
  requiredApprovals: p.integer().nullable(),
  due: p.datetime().nullable(),
  /** Next promise of the provider, absent while its clock is stopped. */
  target: p.datetime().nullable(),
  clocks: p.json<Clocks>().nullable(),
  impact: p.enum(impacts).default('none'),
  /** By which its promise is made; absent: by none, as the offering stands. */
  agreementId: p.uuid().nullable(),
  /** The agreement by which this round is done, in place of what the process was bound to: it was passed on. */
  passedTo: p.uuid().nullable(),
  /** The limits copied when it was assigned; nothing promised: best effort. */
  promised: p.json<Promised>().nullable(),
  /** Copied like them: who is told when a promise runs out, and where it goes then; absent: the usual. */
  scheme: p.json<Scheme>().nullable(),
  /** Which of these have made it go elsewhere, or could not. */
  escalated: p.json<readonly string[]>().nullable(),
  /** Why its provider does not answer for the time, as long as that is so. */
  notAccountable: p.string().nullable(),
  activatedAt: p.datetime().nullable(),
  waitingUntil: p.datetime().nullable(),
  finishedAt: p.datetime().nullable(),
  version: p.integer().version(),
};
