import { z } from 'zod';
import { paged, pageOf } from '../page.ts';
import { Side, TaskCategory, TaskStatus } from '../tasks/schema.ts';
import { AccountName, Id, Instant, Version } from '../values.ts';

export const inboxQuery = {
  ...paged,
  part: z
    .enum(['mine', 'team', 'all'])
    .default('all')
    .meta({ description: '`mine`: taken by you or asked of you. `team`: free to be taken by your teams.' }),
  account: z.string().max(63).optional().meta({ description: 'Only in this account (handle or id).' }),
};

/** A task that waits for you, and the account in which you act on it. */
export const InboxRow = z
  .object({
    account: AccountName.meta({ description: 'Name it in X-Account to act on the task.' }),
    part: z.enum(['mine', 'team']),
    sortedBy: Instant.meta({ description: 'The next promise, else when the process needs it.' }),
    approval: Id.nullable().meta({ description: 'The vote that is asked of you.' }),
    task: z.object({
      id: Id,
      version: Version,
      category: TaskCategory,
      status: TaskStatus,
      title: z.string(),
      process: z.string().meta({ description: 'What its process is called outside its account.' }),
      owner: Side,
      team: z.string().nullable(),
      member: z.string().nullable(),
      forPerson: z.string().nullable(),
      due: Instant.nullable(),
      target: Instant.nullable(),
      activatedAt: Instant.nullable(),
      waitingUntil: Instant.nullable(),
      overdue: z.boolean(),
      breached: z.boolean().meta({ description: 'A promise was not kept.' }),
    }),
  })
  .meta({ id: 'InboxRow' });
export type InboxRowView = z.infer<typeof InboxRow>;
export const Inbox = pageOf(InboxRow);
