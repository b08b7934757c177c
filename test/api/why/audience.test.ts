import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { people } from '../../../bin/seed/cast.ts';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding, type Running } from '../../support/running.ts';

let cast: Organisation;
let api: Api;
let hugo: Client;
let felix: Client;
let running: Running;
let process: string;
let desk: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  hugo = await api.as('hugo');
  felix = await api.as('felix', 'fernhill-facilities');
  running = await onboarding(cast, await api.as('helen'));
  process = `/v1/processes/${running.id}`;
  desk = `/v1/tasks/${(await running.task('assign-desk')).id}`;
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

type Seen = { people: { person: { name: string }; reasons: { because: string; sentence: string }[] }[] };
const who = ({ people: seen }: Seen) =>
  seen.map(({ person, reasons }) => [person.name, ...reasons.map(({ because }) => because)]);

test('an administrator is told who of his account sees it, by which reasons, and which accounts do', async () => {
  const { body } = await hugo.get(`${process}/audience`);
  expect(who(body)).toEqual([
    ['Aziz Rahman', 'role'],
    ['Helen Marsh', 'role', 'starter'],
    ['Marta Jansen', 'manager'],
  ]);
  expect(body.people[0].reasons[0].sentence).toMatch(
    /^Aziz Rahman sees this process as auditor of Fernhill HR \(since/,
  );
  expect(body.accounts.map((one: { account: { handle: string } }) => one.account.handle)).toEqual([
    'fernhill-facilities',
    'fernhill-it',
  ]);
  expect(body.accounts[0]).toEqual({
    account: { handle: 'fernhill-facilities', name: 'Fernhill Facilities' },
    reasons: [
      {
        because: 'trust',
        sentence: expect.stringMatching(/: Fernhill HR assigned tasks of the process to Housing team\.$/),
        since: expect.any(String),
        team: 'Housing team',
        capability: 'assign_tasks',
        trust: { id: expect.any(String), account: { handle: 'fernhill-facilities', name: 'Fernhill Facilities' } },
      },
    ],
  });
  const { items } = (await hugo.get('/v1/tasks?category=approval')).body;
  expect(who((await hugo.get(`/v1/tasks/${items[0].id}/audience`)).body)).toContainEqual([
    'Marta Jansen',
    'manager',
    'approver',
  ]);
});

test('where it is worked, the account that has it done is named and nothing else of it', async () => {
  const { body } = await felix.get(`${desk}/audience`);
  expect(who(body)).toEqual([
    ['Fatima Reyes', 'trust'],
    ['Sam Okafor', 'trust'],
  ]);
  expect(body.accounts).toEqual([
    {
      account: { handle: 'fernhill-hr', name: 'Fernhill HR' },
      reasons: [{ because: 'owner', sentence: expect.any(String), since: null }],
    },
  ]);
  expect(JSON.stringify(body)).not.toMatch(/Helen|Hugo|Aziz|Marta/);
});

test.each([
  ['fernhill-hr', 'hugo'],
  ['fernhill-facilities', 'felix'],
])('in %s exactly those who are named read it themselves', async (handle, admin) => {
  const client = await api.as(admin, handle);
  for (const path of [desk, ...(handle === 'fernhill-hr' ? [process] : [])]) {
    const named = who((await client.get(`${path}/audience`)).body).map(([name]) => name);
    const reading: string[] = [];
    for (const { key, name } of people.filter(({ home }) => home === 'fernhill')) {
      const { status } = await (await api.as(key, handle)).get(path);
      if (status === 200 && key !== admin) reading.push(name);
    }
    expect(named).toEqual(reading.sort());
  }
});

test('what another account does inside does not show', async () => {
  const before = (await hugo.get(`${desk}/audience`)).body;
  await felix.send('PUT', `/v1/people/${cast.personId('noor')}/roles/specialist`);
  const [team] = (await felix.get('/v1/teams')).body.items;
  await felix.send('PUT', `/v1/teams/${team.id}/members/${cast.personId('noor')}`);
  await felix.post(`${desk}/notes`, { kind: 'internal', text: 'Third floor is full' });
  expect((await hugo.get(`${desk}/audience`)).body).toEqual(before);
  expect(who((await felix.get(`${desk}/audience`)).body)).toContainEqual(['Noor Haddad', 'trust']);
});

test('others who see it are refused, and who does not see it finds nothing', async () => {
  expect((await (await api.as('aziz', 'fernhill-hr')).get(`${process}/audience`)).status).toBe(200);
  for (const [key, handle, path, status] of [
    ['helen', 'fernhill-hr', process, 403],
    ['marta', 'fernhill-hr', process, 403],
    ['fatima', 'fernhill-facilities', desk, 403],
    ['felix', 'fernhill-facilities', process, 404],
    ['imran', 'fernhill-it', desk, 404],
    ['oscar', 'oakline', desk, 404],
  ] as const)
    expect([key, (await (await api.as(key, handle)).get(`${path}/audience`)).status]).toEqual([key, status]);
});

test('after the trust has ended, the other account sees what it had finished and nothing else', async () => {
  const other = await onboarding(cast, hugo, { person: cast.personId('noah') });
  const open = `/v1/tasks/${(await other.task('assign-desk')).id}`;
  expect((await hugo.get(`${open}/audience`)).body.accounts).toHaveLength(1);
  await felix.post(`${desk}/completion`, { output: { desk: 'D4', floor: '2' } });
  const { items } = (await felix.get('/v1/trusts')).body;
  await felix.post(`/v1/trusts/${items[0].id}/revocation`);
  expect((await hugo.get(`${open}/audience`)).body.accounts).toEqual([]);
  expect((await hugo.get(`${desk}/audience`)).body.accounts).toMatchObject([
    { account: { handle: 'fernhill-facilities' }, reasons: [{ because: 'former' }] },
  ]);
});
