import { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import {
  notesOnOtherSide,
  otherSideOf,
  peopleOnOtherSide,
  planOnOtherSide,
  processNotesOnOtherSide,
  tasksOnOtherSide,
} from '../../domain/why/other-side.ts';
import { presentAccount } from '../accounts/present.ts';
import { Account } from '../accounts/schema.ts';
import { presentNote } from '../notes/present.ts';
import { Note } from '../notes/schema.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { presentSeen } from '../people/present.ts';
import { SeenPerson } from '../people/schema.ts';
import { administrators } from '../policy.ts';
import { route } from '../route.ts';
import { presentOfferedService } from '../services/present.ts';
import { OfferedService } from '../services/schema.ts';
import { PlannedTask, ProcessNote, presentPlanned, presentProcessNote } from '../tasks/beside.ts';
import { presentWholeTask } from '../tasks/present.ts';
import { WholeTask } from '../tasks/schema.ts';
import { presentTeam } from '../teams/present.ts';
import { Team } from '../teams/schema.ts';
import { Id } from '../values.ts';

const description =
  'For administrators of the account you act in. Read as somebody there who has every role would read it, and only what is ' +
  'your own; who of them works on it and what they write among themselves is not shown.';

const may = { trusting: administrators, trusted: administrators };

/** A trust looked at from its other end. */
export const otherSide = [
  route({
    method: 'GET',
    path: '/v1/trusts/:id/other-side',
    summary: 'What of your account the other side of a trust sees',
    description: `${description} Tasks and people are listed beneath: \`/tasks\`, \`/people\`.`,
    policy: 'member',
    may,
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
          account: account ? presentAccount(account, door.viewer.accountId) : null,
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
    may,
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
    path: '/v1/trusts/:id/other-side/people',
    summary: 'People whom the other side of a trust meets in your tasks, as it sees them',
    description: `By id. ${description}`,
    policy: 'member',
    may,
    params: { id: Id },
    query: paged,
    response: pageOf(SeenPerson),
    handler: ({ params: { id }, query: { perPage, cursor }, read }) =>
      read(async (door) => {
        const found = await peopleOnOtherSide(door, id, placeOf(cursor, [Id])?.[0], perPage + 1);
        return toPage(found, perPage, (person) => [person.id], presentSeen);
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/trusts/:id/other-side/tasks/:task/plan',
    summary: 'The plan of the process of one of those tasks, as the other side sees it',
    description: `Where you grant \`share_plan\`; else there is none. ${description}`,
    policy: 'member',
    may,
    params: { id: Id, task: Id },
    response: z.object({ items: z.array(PlannedTask) }),
    handler: ({ params: { id, task }, read }) =>
      read(async (door) => ({ items: (await planOnOtherSide(door, id, task)).map(presentPlanned) })),
  }),
  notesBeneath('notes', 'Notes on one of those tasks that the other side sees', Note, notesOnOtherSide, (seen) => ({
    id: seen.note.id,
    note: presentNote(seen),
  })),
  notesBeneath(
    'process-notes',
    'Notes on the process of one of those tasks that the other side sees',
    ProcessNote,
    processNotesOnOtherSide,
    (seen) => ({ id: seen.id, note: presentProcessNote(seen) }),
  ),
];

function notesBeneath<Seen, Shown extends z.ZodType>(
  noun: string,
  summary: string,
  shape: Shown,
  find: (door: Door, trustId: string, taskId: string, after: string | undefined, most: number) => Promise<Seen[]>,
  present: (seen: Seen) => { readonly id: string; readonly note: z.output<Shown> },
) {
  return route({
    method: 'GET',
    path: `/v1/trusts/:id/other-side/tasks/:task/${noun}`,
    summary,
    description: `The newest first. ${description}`,
    policy: 'member',
    may,
    params: { id: Id, task: Id },
    query: paged,
    response: pageOf(shape),
    handler: ({ params: { id, task }, query: { perPage, cursor }, read }) =>
      read(async (door) => {
        const found = (await find(door, id, task, placeOf(cursor, [Id])?.[0], perPage + 1)).map(present);
        return toPage(
          found,
          perPage,
          (one) => [one.id],
          ({ note }) => note,
        );
      }),
  });
}
