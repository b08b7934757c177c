import type { z } from 'zod';
import { type OwnTask, portalOf, type ToldProcess } from '../../domain/portal/portal.ts';
import { route } from '../route.ts';
import { presentChecklist } from '../tasks/present.ts';
import { instantOrNull } from '../values.ts';
import { Portal } from './schema.ts';

type View = z.input<typeof Portal>;

export const portal = [
  route({
    method: 'GET',
    path: '/v1/portal',
    summary: 'What is done for you, and what you are to do',
    description:
      'Of processes about you the steps that their templates tell you, whichever account does them, and your own open tasks.',
    policy: 'signed-in',
    inPerson: 'The portal is for people who are signed in: a token reads the inbox.',
    response: Portal,
    handler: async ({ caller, parts }) => {
      const { person, processes, tasks } = await portalOf(parts.store, caller);
      return { person: { ...person }, processes: processes.map(presentProcess), tasks: tasks.map(presentOwn) };
    },
  }),
];

const presentProcess = ({ account, steps, ...told }: ToldProcess): View['processes'][number] => ({
  ...told,
  account: { ...account },
  steps: steps.map((step) => ({ ...step })),
});

function presentOwn({ account: { id, handle, name }, seen }: OwnTask): View['tasks'][number] {
  const { task } = seen;
  return {
    account: { id, handle, name },
    id: task.id,
    version: task.version,
    title: task.title,
    instructions: task.instructions,
    due: instantOrNull(task.due),
    status: task.status,
    checklist: presentChecklist(seen),
    outputSchema: task.outputSchema ?? null,
  };
}
