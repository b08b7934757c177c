import { z } from 'zod';
import { completionReasons } from '../../domain/process/process.entity.ts';
import { risks } from '../../domain/process/risk.ts';
import { processStatuses } from '../../plan/facts.ts';
import { paged } from '../page.ts';
import { Side, Task } from '../tasks/schema.ts';
import { AnyJson, AnyObject, Id, Instant, oneOrMore, PlainDate, PlanHash, searched, text, Version } from '../values.ts';

const ProcessStatus = z.enum(processStatuses).meta({ id: 'ProcessStatus' });
const Risk = z.enum(risks).meta({
  id: 'Risk',
  description:
    'That of its worst task. `halted`: one failed or was rejected; of those open, `breached`: a promise was not kept, `overdue`: it was due, `at_risk`: a promise has warned; else `on_track`.',
});
const PersonName = z.object({ id: Id, name: z.string() });

const Progress = z
  .object({
    total: z.int().meta({ description: 'Tasks that turned out not to be needed are not counted.' }),
    done: z.int(),
    open: z.int(),
    halted: z.int().meta({ description: 'Failed or rejected, and nobody has decided yet how to go on.' }),
    overdue: z.int(),
  })
  .meta({ id: 'Progress' });

export const Process = z
  .object({
    id: Id,
    version: Version,
    template: z.string(),
    title: z.string(),
    status: ProcessStatus,
    completionReason: z.enum(completionReasons).nullable(),
    reason: z.string().meta({ description: 'Why it was called off.' }),
    subject: PersonName,
    manager: PersonName,
    startedBy: PersonName,
    confidential: z
      .boolean()
      .meta({ description: 'Seen by its team and whoever answers for it, not by every specialist.' }),
    anchor: PlainDate.nullable().meta({ description: 'The date everything is relative to.' }),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    risk: Risk.nullable().meta({ description: 'Null once it is over.' }),
    progress: Progress,
  })
  .meta({ id: 'Process' });
export type ProcessView = z.infer<typeof Process>;

/** When something happens if every target is just met, or happened. */
export const Forecast = z
  .object({
    startsAt: Instant,
    finishesAt: Instant,
    due: Instant.nullable(),
    late: z.boolean(),
    conditional: z.boolean().meta({ description: 'It may turn out not to be needed.' }),
    critical: z.boolean().meta({ description: 'It decides when the process ends.' }),
    slack: z.number().nullable().meta({ description: 'Working minutes it may take longer before something is late.' }),
  })
  .meta({ id: 'Forecast' });

const Step = z
  .object({
    node: z.string().meta({ description: 'Its name in the plan.' }),
    kind: z.enum(['task', 'approval', 'automation', 'milestone']),
    title: z.string(),
    after: z.array(z.string()).meta({ description: 'Nodes that must finish before it.' }),
    account: Side.nullable().meta({ description: 'Who does it, or will.' }),
    task: Task.nullable().meta({ description: 'Null for milestones.' }),
    forecast: Forecast.nullable().meta({ description: 'Null once the process is over.' }),
  })
  .meta({ id: 'Step' });

export const WholeProcess = Process.extend({
  now: Instant.meta({ description: 'By the clock of this process: the wall clock, unless it was moved.' }),
  planHash: z.string().meta({ description: 'The version of the template it began with, and keeps.' }),
  input: AnyObject,
  output: AnyJson,
  endsAt: Instant.nullable().meta({ description: 'When it ends if every target is just met.' }),
  halted: z.array(Id).meta({ description: 'Tasks that failed or were rejected: retry or cancel them.' }),
  steps: z.array(Step),
}).meta({ id: 'WholeProcess' });
export type WholeProcessView = z.infer<typeof WholeProcess>;

const TemplateName = z.string().min(1).max(100);
/** Which account fills a role of the template, where trusts leave a choice. */
export const Roles = z
  .record(z.string().max(63), z.string().max(63))
  .meta({ description: 'Handles of accounts, by role.' });

export const NewProcess = z.object({
  template: TemplateName,
  input: AnyObject.meta({ description: 'As the input schema of the template says.' }),
  roles: Roles.optional(),
  team: Id.optional().meta({
    description:
      'That has it in hand; by default the one that does your account’s own tasks of it, else your only one. A confidential process is seen by no other.',
  }),
});

export const countFilter = {
  template: TemplateName.optional(),
  version: PlanHash.optional().meta({ description: 'Hash of the version of the template that it began with.' }),
  subject: Id.optional().meta({ description: 'The person it is about.' }),
  search: searched.meta({ description: 'Part of its title or of the name of the person it is about.' }),
};
export const processFilter = {
  ...paged,
  ...countFilter,
  id: Id.optional().meta({ description: 'Only this one: as it is in the list now, if it still is.' }),
  status: oneOrMore(processStatuses).optional(),
  risk: oneOrMore(risks).optional(),
};
const countOf = <const K extends string>(kinds: readonly K[]) =>
  z.object(Object.fromEntries(kinds.map((kind) => [kind, z.int()])) as { [kind in K]: z.ZodInt });
export const ProcessCount = z
  .object({
    status: countOf(processStatuses),
    risk: countOf(risks).meta({ description: 'Of those that are not over.' }),
  })
  .meta({ id: 'ProcessCount' });

export const Cancellation = z.object({ reason: text(2000) });
export const ClockMove = z.object({ minutes: z.number().positive().max(5_256_000) });
