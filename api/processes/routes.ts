import { Refused } from '../../domain/problem.ts';
import { cancelProcess } from '../../domain/process/follow.ts';
import { countProcesses, listProcesses, namesOf, progressOf } from '../../domain/process/list.ts';
import type { Process as ProcessEntity } from '../../domain/process/process.entity.ts';
import { peopleOf, seeProcess } from '../../domain/process/seen.ts';
import { startProcess } from '../../domain/process/start.ts';
import type { Door } from '../../domain/store.ts';
import { pageOf, placeOf, toPage } from '../page.ts';
import { anyRole, observers, workers } from '../policy.ts';
import { route } from '../route.ts';
import { startOf } from '../templates/start.ts';
import { Id } from '../values.ts';
import { presentProcess, presentWhole } from './present.ts';
import {
  Cancellation,
  ClockMove,
  countFilter,
  NewProcess,
  Process,
  ProcessCount,
  processFilter,
  WholeProcess,
} from './schema.ts';

export const processes = [
  route({
    method: 'POST',
    path: '/v1/processes',
    summary: 'Start a process',
    description:
      'All its tasks are registered; each is activated once its predecessors are finished. Refused listing everything that is missing.',
    policy: 'member',
    may: { own: workers },
    scope: 'start',
    body: NewProcess,
    response: Process,
    status: 201,
    location: ({ id }) => `/v1/processes/${id}`,
    handler: ({ body, parts, write }) =>
      write(async (door) => shown(door, await startProcess(door, await startOf(door, parts, body)))),
  }),
  route({
    method: 'GET',
    path: '/v1/processes',
    summary: 'Processes of the account',
    description: 'The newest first. Whoever does not see the work of the account sees those he manages or has started.',
    policy: 'member',
    may: { own: anyRole },
    query: processFilter,
    response: pageOf(Process),
    handler: ({ query: { perPage, cursor, ...filter }, read }) =>
      read(async (door) => {
        const found = await listProcesses(door, filter, placeOf(cursor, [Id])?.[0], perPage + 1);
        const names = await namesOf(door, found.flatMap(peopleOf));
        const progress = await progressOf(door, found);
        const present = (one: ProcessEntity) => presentProcess(one, names, progress.get(one.id));
        return toPage(found, perPage, ({ id }) => [id], present);
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/processes/count',
    summary: 'How many processes there are, by status and by risk',
    description: 'Of those that the list holds.',
    policy: 'member',
    may: { own: anyRole },
    query: countFilter,
    response: ProcessCount,
    handler: ({ query, read }) => read((door) => countProcesses(door, query)),
  }),
  route({
    method: 'GET',
    path: '/v1/processes/:id',
    summary: 'A process with its tasks and when they are foreseen',
    policy: 'member',
    may: { own: observers, manager: anyRole },
    params: { id: Id },
    response: WholeProcess,
    handler: ({ params, read }) => read(async (door) => presentWhole(await seeProcess(door, params.id))),
  }),
  route({
    method: 'POST',
    path: '/v1/processes/:id/cancellation',
    summary: 'Call a process off',
    description: 'Open tasks are canceled, and everybody who held one is told.',
    policy: 'member',
    may: { own: workers, manager: anyRole },
    scope: 'start',
    params: { id: Id },
    versioned: true,
    body: Cancellation,
    response: Process,
    handler: ({ params, body, version, write }) =>
      write(async (door) => shown(door, await cancelProcess(door, params.id, body.reason, version))),
  }),
  route({
    method: 'POST',
    path: '/v1/processes/:id/clock',
    summary: "Move a process's clock forward",
    description:
      'For demos, rehearsals and tests; nothing else moves. Refused where clocks are fixed, as in production.',
    policy: 'member',
    may: { own: workers, manager: anyRole },
    scope: 'start',
    params: { id: Id },
    body: ClockMove,
    unrepeatable: true,
    handler: async ({ params, body, viewer, parts }) => {
      if (!parts.moveClock) throw new Refused('Clocks cannot be moved here: only where ACCORD_CLOCK is "movable".');
      await parts.moveClock(viewer, params.id, body.minutes);
    },
  }),
];

async function shown(door: Door, process: ProcessEntity) {
  await door.em.flush();
  const names = await namesOf(door, peopleOf(process));
  return presentProcess(process, names, (await progressOf(door, [process])).get(process.id));
}
