import { z } from 'zod';
import {
  type NoteBeside,
  notesBeside,
  planBeside,
  type PlannedTask as SeenPlanned,
} from '../../domain/process/beside.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id, Instant, instantOrNull } from '../values.ts';
import { Side, TaskStatus } from './schema.ts';

export const PlannedTask = z
  .object({
    title: z.string(),
    status: TaskStatus,
    due: Instant.nullable(),
    activatedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'PlannedTask' });
export const ProcessNote = z
  .object({
    id: Id,
    text: z.string(),
    author: z.object({ name: z.string(), account: Side }),
    createdAt: Instant,
  })
  .meta({ id: 'ProcessNote' });

/** What the owner of a task shares of its process with the account that does it. */
export const besideTasks = [
  route({
    method: 'GET',
    path: '/v1/tasks/:id/plan',
    summary: 'The tasks of the process that a task of another account belongs to',
    description: 'Where that account grants `share_plan`; else there is none.',
    policy: 'member',
    may: { trusted: observers },
    params: { id: Id },
    response: z.object({ items: z.array(PlannedTask) }),
    handler: ({ params, read }) =>
      read(async (door) => ({
        items: (await planBeside(door, params.id)).map(presentPlanned),
      })),
  }),
  route({
    method: 'GET',
    path: '/v1/tasks/:id/process-notes',
    summary: 'Public notes on the process that a task of another account belongs to',
    description: 'The newest first, where that account grants `share_workflow_notes`; else there are none.',
    policy: 'member',
    may: { trusted: observers },
    params: { id: Id },
    query: { ...paged },
    response: pageOf(ProcessNote),
    handler: ({ params, query: { perPage, cursor }, read }) =>
      read(async (door) =>
        toPage(
          await notesBeside(door, params.id, placeOf(cursor, [Id])?.[0], perPage + 1),
          perPage,
          ({ id }) => [id],
          presentProcessNote,
        ),
      ),
  }),
];

export function presentPlanned({
  title,
  status,
  due,
  activatedAt,
  finishedAt,
}: SeenPlanned): z.input<typeof PlannedTask> {
  return {
    title,
    status,
    due: instantOrNull(due),
    activatedAt: instantOrNull(activatedAt),
    finishedAt: instantOrNull(finishedAt),
  };
}

export function presentProcessNote({ id, text, author, createdAt }: NoteBeside): z.input<typeof ProcessNote> {
  const { name, account } = author;
  return { id, text, author: { name, account: { ...account } }, createdAt: createdAt.toISOString() };
}
