import { hire, onboarding, type Running } from '../../support/running.ts';
import type { Stage, Step } from './step.ts';

/** What is done to processes and tasks: HR starts them, Facilities does a task, the manager votes. */
export async function* work(stage: Stage): AsyncGenerator<Step> {
  const helen = ['helen', 'fernhill-hr'] as const;
  const marta = ['marta', 'fernhill-hr'] as const;
  const fatima = ['fatima', 'fernhill-facilities'] as const;
  const start = { template: 'employee-onboarding', input: hire(stage.org) };
  yield stage.step(helen, 'POST /v1/processes', { body: start }, 'process');
  const first = await onboarding(stage.org, await stage.api.as('helen'));
  const process = (noun: string, body: object) =>
    stage.step(helen, `POST /v1/processes/:id/${noun}`, { ids: [stage.id('process')], body });
  yield process('notes', { kind: 'public', text: 'She likes plants' });
  yield process('clock', { minutes: 5 });
  yield process('cancellation', { reason: 'She went elsewhere' });

  const task = (by: readonly [string, string], noun: string, id: string, body?: object, ...logs: string[]) =>
    stage.step(by, `POST /v1/tasks/:id/${noun}`, {
      ids: [id],
      logs: logs.length > 0 ? logs : ['fernhill-hr'],
      ...(body ? { body } : {}),
    });
  const desk = (running: Running) => running.task('assign-desk').then(({ id }) => id);
  const one = await desk(first);
  yield task(fatima, 'acceptance', one);
  const { items } = (await (await stage.api.as('felix', 'fernhill-facilities')).get('/v1/teams')).body;
  const team = items.find(({ name }: { name: string }) => name === 'Housing team').id;
  yield task(fatima, 'assignment', one, { team }, 'fernhill-hr', 'fernhill-facilities');
  const member = stage.org.personId('fatima');
  yield task(fatima, 'assignment', one, { team, member }, 'fernhill-facilities');
  yield task(fatima, 'start', one);
  yield task(fatima, 'wait', one, { for: 'other', reason: 'Paint is wet' });
  yield task(fatima, 'notes', one, { kind: 'public', text: 'Tomorrow' });
  yield task(fatima, 'notes', one, { kind: 'internal', text: 'Ask the painter' }, 'fernhill-facilities');
  yield task(fatima, 'start', one);
  yield task(fatima, 'completion', one, { output: { desk: 'D4', floor: '2' } });
  yield vote(await approvalOf(first), 'approval', {});

  await (await stage.api.as('ida')).post(`/v1/tasks/${(await first.task('create-login')).id}/completion`, {
    output: { username: 'nadia' },
  });
  await first.drive();
  const laptop = (await first.task('prepare-laptop')).id;
  for (const method of ['PUT', 'DELETE']) {
    yield stage.step(['ida', 'fernhill-it'], `${method} /v1/tasks/:id/checklist/:item`, {
      ids: [laptop, '1'],
      logs: ['fernhill-hr'],
    });
  }

  const second = await onboarding(stage.org, await stage.api.as('helen'));
  const two = await desk(second);
  yield task(fatima, 'rejection', two, { reason: 'No room' });
  await second.drive();
  yield task(helen, 'retry', two);
  await second.drive();
  const three = await desk(second);
  yield task(fatima, 'failure', three, { reason: 'Flooded' });
  await second.drive();
  yield task(helen, 'cancellation', three, { reason: 'She works from home' });
  yield vote(await approvalOf(second), 'rejection', { reason: 'Too dear' });

  async function approvalOf(running: Running): Promise<string> {
    const { id } = await running.task('equipment-budget');
    const asked = (await (await stage.api.as(...marta)).get('/v1/approvals?status=assigned&perPage=100')).body.items;
    return asked.find((approval: { task: { id: string } }) => approval.task.id === id).id;
  }
  function vote(id: string, noun: string, body: object): Step {
    return stage.step(marta, `POST /v1/approvals/:id/${noun}`, { ids: [id], body });
  }
}

/** How somebody has everything shown goes into the log of his home, without what it is. */
export async function* ownWays(stage: Stage): AsyncGenerator<Step> {
  const helen = ['helen', 'fernhill'] as const;
  yield stage.step(helen, 'PUT /v1/views/:name', { ids: ['Late'], body: { page: 'inbox', query: 'overdue=true' } });
  yield stage.step(helen, 'DELETE /v1/views/:name', { ids: ['Late'] });
  const body = { language: 'nl', zone: null, theme: 'dark', shortcuts: false };
  yield stage.step(helen, 'PUT /v1/preferences', { body });
}

/** Signing in and out goes into the log of one's home. */
export async function* sessions(stage: Stage): AsyncGenerator<Step> {
  const { api } = stage;
  let cookie = '';
  yield {
    route: 'POST /v1/session',
    by: ['helen', 'fernhill'],
    send: async (_, path) => {
      const answer = await api.anybody.post(path(), { email: 'helen@fernhill.example', password: 'fernhill-demo' });
      cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return answer;
    },
    logs: () => ['fernhill'],
  };
  yield {
    route: 'DELETE /v1/session',
    by: ['helen', 'fernhill'],
    send: (_, path) => api.anybody.with({ cookie }).send('DELETE', path()),
    logs: () => ['fernhill'],
  };
}
