import { z } from 'zod';
import { notesOnOtherSide, otherSideOf, tasksOnOtherSide } from '../../domain/why/other-side.ts';
import { presentAccount } from '../accounts/present.ts';
import { Account } from '../accounts/schema.ts';
import { presentNote } from '../notes/present.ts';
import { Note } from '../notes/schema.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { administrators } from '../policy.ts';
import { route } from '../route.ts';
import { presentOfferedService } from '../services/present.ts';
import { OfferedService } from '../services/schema.ts';
import { presentWholeTask } from '../tasks/present.ts';
import { WholeTask } from '../tasks/schema.ts';
import { presentTeam } from '../teams/present.ts';
import { Team } from '../teams/schema.ts';
import { Id } from '../values.ts';

const description =
  'For administrators of the account you act in. Read as somebody there who has every role would read it, and only what is ' +
  'your own; who of them works on it and what they write among themselves is not shown.';

/** A trust looked at from its other end. */
export const otherSide = [
  route({
    method: 'GET',
    path: '/v1/trusts/:id/other-side',
    summary: 'What of your account the other side of a trust sees',
    description: `${description} Its tasks are listed by \`/tasks\` beneath.`,
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    params: { id: Id },
    response: z
      .object({
        account: Account.nullable().meta({ description: 'Yours as they see it; null unless a trust stands.' }),
        teams: z.array(Team),
        offeredServices: z.array(OfferedService),
      })
      .meta({ id: 'OtherSide' }),
    handler: ({ params, read }) =>
      read(async (door) => {
        const { account, teams, services } = await otherSideOf(door, params.id);
        return {
          account: account ? presentAccount(account) : null,
          teams: teams.map(presentTeam),
          offeredServices: services.map(presentOfferedService),
        };
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/trusts/:id/other-side/tasks',
    summary: 'Your tasks that the other side of a trust sees, as it sees them',
    description: `The newest first. ${description}`,
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    params: { id: Id },
    query: paged,
    response: pageOf(WholeTask),
    handler: ({ params: { id }, query: { perPage, cursor }, read }) =>
      read(async (door) => {
        const found = await tasksOnOtherSide(door, id, placeOf(cursor, [Id])?.[0], perPage + 1);
        return toPage(found, perPage, ({ task }) => [task.id], presentWholeTask);
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/trusts/:id/other-side/tasks/:task/notes',
    summary: 'Notes on one of those tasks that the other side sees',
    description: `The newest first. ${description}`,
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    params: { id: Id, task: Id },
    query: paged,
    response: pageOf(Note),
    handler: ({ params: { id, task }, query: { perPage, cursor }, read }) =>
      read(async (door) => {
        const found = await notesOnOtherSide(door, id, task, placeOf(cursor, [Id])?.[0], perPage + 1);
        return toPage(found, perPage, ({ note }) => [note.id], presentNote);
      }),
  }),
];
