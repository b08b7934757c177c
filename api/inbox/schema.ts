import { z } from 'zod';
import { taskCategories } from '../../domain/task/properties.ts';
import { taskStatuses } from '../../plan/facts.ts';
import { pagedUpTo, pageOf } from '../page.ts';
import { Impact, NextTarget, Side, TaskCategory, TaskStatus } from '../tasks/schema.ts';
import { AccountName, Id, Instant, oneOrMore, searched, Version, yesOrNo } from '../values.ts';

export const inboxQuery = {
  // A browser shows it whole and scrolls through thousands.
  ...pagedUpTo(500),
  part: z
    .enum(['mine', 'team', 'all'])
    .default('all')
    .meta({ description: '`mine`: taken by you or asked of you. `team`: free to be taken by your teams.' }),
  account: z.string().max(63).optional().meta({ description: 'Only in this account (handle or id).' }),
  search: searched.meta({ description: 'Part of its title, of its process or of the name of whom it is for.' }),
  status: oneOrMore(taskStatuses).optional(),
  category: oneOrMore(taskCategories).optional(),
  overdue: yesOrNo.optional().meta({ description: 'Not done although it was due, or a promise was not kept.' }),
  task: Id.optional().meta({ description: 'Only this task: nothing when it does not wait for you any more.' }),
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
      nextTarget: NextTarget,
      impact: Impact,
      activatedAt: Instant.nullable(),
      waitingUntil: Instant.nullable(),
      overdue: z.boolean(),
      breached: z.boolean().meta({ description: 'A promise was not kept.' }),
    }),
  })
  .meta({ id: 'InboxRow' });
export type InboxRowView = z.infer<typeof InboxRow>;
export const Inbox = pageOf(InboxRow);

const Count = z.object({
  mine: z.int(),
  team: z.int(),
  overdue: z.int().meta({ description: 'Of both.' }),
});
export const InboxCount = Count.extend({
  accounts: z
    .array(Count.extend({ account: AccountName }))
    .meta({ description: 'By account; those in which nothing waits for you are left out.' }),
}).meta({ id: 'InboxCount' });
