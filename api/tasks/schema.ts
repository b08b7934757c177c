import { z } from 'zod';
import { targetKinds } from '../../domain/task/goals.ts';
import { taskCategories } from '../../domain/task/properties.ts';
import { stopReasons } from '../../plan/clock.ts';
import { taskStatuses } from '../../plan/facts.ts';
import { impacts } from '../../plan/plan.ts';
import { paged } from '../page.ts';
import { AnyJson, AnyObject, Id, Instant, oneOrMore, text, Version, yesOrNo } from '../values.ts';

export const TaskStatus = z.enum(taskStatuses).meta({ id: 'TaskStatus' });
export const Impact = z
  .enum(impacts)
  .meta({ id: 'Impact', description: 'How much hangs on it: more may be promised for more.' });
export const NextTarget = z.object({ is: z.enum(targetKinds), at: Instant.nullable() }).meta({
  description:
    'What whoever has it is to reach next: the response while there was none, then the completion, or its `due` where that is later than promised.',
});
export const TaskCategory = z.enum(taskCategories);
/** An account where it is named beside something else. */
export const Side = z.object({ handle: z.string(), name: z.string() }).meta({ id: 'Side' });

const WorkingMinutes = z.number().meta({ description: 'Working minutes; parts of them are possible.' });

const Pause = z
  .strictObject({ from: Instant, to: Instant.exactOptional(), why: z.enum(stopReasons) })
  .meta({ id: 'Pause', required: ['from', 'why'] });

/** A promise as it stands now; the same figures for both sides. */
const ClockFace = z
  .object({
    zone: z.string().nullable().meta({ description: 'IANA time zone of the calendar it counts in; null with `used`.' }),
    startedAt: Instant,
    goal: WorkingMinutes,
    used: WorkingMinutes.nullable().meta({ description: 'Null when the calendar it counts in is out of sight.' }),
    remaining: WorkingMinutes.nullable(),
    stopped: z.boolean(),
    warnsAt: Instant.nullable().meta({
      description: 'When it warns next, or did last; null while it stands still before that.',
    }),
    breachesAt: Instant.nullable(),
    breached: z.boolean(),
    metAt: Instant.nullable(),
    stops: z.array(Pause).meta({ description: 'When it stood still: the ledger from which all the rest follows.' }),
  })
  .meta({ id: 'Clock' });

const Vote = z
  .object({
    id: Id,
    approver: z.object({ id: Id, name: z.string() }),
    status: z.enum(['assigned', 'approved', 'rejected', 'canceled']),
    reason: z.string(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'Vote' });

export const ChecklistItem = z
  .object({
    item: z.int().meta({ description: 'Its number, from 1.' }),
    title: z.string(),
    done: z.boolean(),
    by: z.string().nullable().meta({ description: 'Who ticked it; shown where `member` is.' }),
    at: Instant.nullable(),
  })
  .meta({ id: 'ChecklistItem' });

/** A task as the acting account sees it. */
export const Task = z
  .object({
    id: Id,
    version: Version,
    category: TaskCategory,
    status: TaskStatus,
    title: z.string(),
    instructions: z.string(),
    reason: z.string().meta({ description: 'Why it waits, was rejected, failed or was canceled.' }),
    round: z.int().meta({ description: '1, and one more for each retry.' }),
    owner: Side.meta({ description: 'The account whose process it belongs to.' }),
    process: z
      .object({ id: Id.nullable(), title: z.string() })
      .meta({ description: 'Other accounts see a general title, and no id.' }),
    assigned: z
      .object({
        account: Side,
        team: z.string().nullable(),
        member: z
          .string()
          .nullable()
          .meta({ description: 'Shown where the task is worked, and to its owner if the provider shows its people.' }),
      })
      .nullable(),
    forPerson: z.string().nullable(),
    contact: z
      .object({ email: z.string().nullable(), phone: z.string() })
      .nullable()
      .meta({ description: 'Of the person it is about, where its owner shares that with who does the work.' }),
    input: AnyJson.meta({ description: 'What was handed over for it.' }),
    output: AnyJson.meta({ description: 'What came of it.' }),
    due: Instant.nullable().meta({ description: 'When the process needs it.' }),
    target: Instant.nullable().meta({ description: 'When it is promised next; null while its clock is stopped.' }),
    nextTarget: NextTarget,
    overdue: z.boolean(),
    impact: Impact,
    agreementId: Id.nullable().meta({ description: 'By which it is promised; null: by none, as the offering stands.' }),
    notAccountable: z
      .string()
      .nullable()
      .meta({ description: 'Why the provider does not answer for the time that goes by, if it does not.' }),
    clocks: z.object({ respond: ClockFace.nullable(), complete: ClockFace.nullable() }),
    activatedAt: Instant.nullable(),
    waitingUntil: Instant.nullable(),
    finishedAt: Instant.nullable(),
    requiredApprovals: z.int().nullable(),
    checklist: z.array(ChecklistItem).meta({ description: 'All of it must be ticked before the task is completed.' }),
    votes: z.array(Vote).meta({ description: 'Of an approval, in the account that asks.' }),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof Task>;

/** What working a task changes of it. The rest is read as before. */
export const TaskState = Task.pick({
  id: true,
  version: true,
  title: true,
  status: true,
  reason: true,
  due: true,
  target: true,
  activatedAt: true,
  waitingUntil: true,
  finishedAt: true,
}).meta({ id: 'TaskState' });

/** One task, with what its completion must hand back. */
export const WholeTask = Task.extend({
  outputSchema: AnyObject.nullable().meta({ description: 'JSON Schema of the output that completion takes.' }),
}).meta({ id: 'WholeTask' });

export const taskFilter = {
  ...paged,
  status: oneOrMore(taskStatuses).optional(),
  category: oneOrMore(taskCategories).optional(),
  process: Id.optional().meta({ description: 'Of a process of the account you act in.' }),
  overdue: yesOrNo.optional(),
};

export const Reason = z.object({ reason: text(2000) });
export const Classification = z.object({ impact: Impact, reason: text(2000) });
export const ByAgreement = z.object({ agreementId: Id });
export const HandoverWays = z
  .object({ items: z.array(z.object({ agreementId: Id, name: z.string(), provider: Side })) })
  .meta({ id: 'HandoverWays' });
export const Handover = z.object({ agreementId: Id, reason: text(2000) });
export const Stops = z.object({
  stops: z
    .array(Pause)
    .max(1000)
    .meta({ description: 'All of them, in order of time; only the last may have no end.' }),
  reason: text(2000),
});
export const Wait = z.object({
  for: z.enum(['customer', 'other']).meta({ description: 'For the customer: the clocks stop.' }),
  reason: text(2000),
  until: Instant.optional().meta({ description: 'When it goes on by itself.' }),
});
export const Completion = z.strictObject({ output: AnyJson.default({}) }).default({ output: {} });
export const Assignment = z.object({ team: Id, member: Id.optional() });
