import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../plan/plan.ts';
import { startProcess } from '../../domain/process/start.ts';
import { processOf } from '../../domain/process/follow.ts';
import { decideApproval } from '../../domain/task/approve.ts';
import { inbox } from '../../domain/task/inbox.ts';
import { Approval, Task } from '../../domain/task/task.entity.ts';
import { completeTask } from '../../domain/task/work.ts';
import { templates } from '../../templates/index.ts';
import { engine, until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let temporal: Awaited<ReturnType<typeof engine>>;
beforeAll(async () => {
  org = await organisation();
  temporal = await engine(org);
});
afterAll(async () => {
  await temporal?.stop();
  await org?.close();
});

test('an onboarding started in HR is worked in the inboxes of IT and Facilities and ends by itself', async () => {
  const { store } = org;
  const hr = await org.viewer('helen', 'fernhill-hr');
  const template = templates.get('employee-onboarding');
  if (!template) throw new Error('no template');
  const input: JsonObject = {
    person: org.personId('noor'), manager: org.personId('marta'), startDate: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
    workplace: 'onsite', model: 'developer', applications: ['mail', 'chat'], site: 'Amsterdam',
  };
  const { id } = await store.as(hr, (door) => startProcess(door, { plan: template.plan, hash: template.hash, input }));

  const manager = await org.viewer('marta', 'fernhill-hr');
  const asked = await until(() => store.as(manager, async (door) => (await inbox(door, 'mine', undefined, 10))[0]));
  expect(asked.task.title).toBe('equipment budget');
  await store.as(manager, async (door) => {
    const approval = await door.em.findOneOrFail(Approval, { taskId: asked.task.id });
    await decideApproval(door, approval.id, 'approved', '');
  });

  const outputs: Record<string, JsonObject> = {
    'create login': { username: 'noor.haddad' }, 'prepare laptop': { assetTag: 'A-1' }, 'assign desk': { desk: '4-12', floor: '4' }, 'issue badge': { badge: 'B-7' },
  };
  for (const [key, handle] of [['ida', 'fernhill-it'], ['fatima', 'fernhill-facilities'], ['ida', 'fernhill-it']] as const) {
    const viewer = await org.viewer(key, handle);
    for (let seen = 0; seen < (key === 'ida' ? 2 : 2); seen++) {
      const row = await until(() => store.as(viewer, async (door) => (await inbox(door, 'team', undefined, 1))[0]));
      await store.as(viewer, (door) => completeTask(door, row.task.id, outputs[row.task.title.replace(/[:,(].*/, '').trim()] ?? {}));
    }
  }
  const rest = await store.as(hr, (door) => door.em.find(Task, { processId: id }, { orderBy: { node: 1 } }));
  console.log(rest.map((task) => `${task.node} ${task.status} ${task.reason}`).join('\n'));
  const process = await store.as(hr, (door) => processOf(door, id));
  expect(process.status).toBe('in_progress');
});
