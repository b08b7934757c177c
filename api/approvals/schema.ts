import { z } from 'zod';
import { paged } from '../page.ts';
import { Task } from '../tasks/schema.ts';
import { Id, Instant, oneOrMore, text } from '../values.ts';

const statuses = ['assigned', 'approved', 'rejected', 'canceled'] as const;

export const approvalFilter = { ...paged, status: oneOrMore(statuses).optional() };

/** A vote that is, or was, asked of you. */
export const Approval = z
  .object({
    id: Id,
    status: z.enum(statuses),
    reason: z.string(),
    decidedAt: Instant.nullable(),
    task: Task.meta({ description: 'What it is about: see `input`.' }),
  })
  .meta({ id: 'Approval' });
export const Yes = z.strictObject({ reason: text(2000).optional() }).default({});
export const No = z.object({ reason: text(2000) });
