import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accounts } from '../../../bin/seed/cast.ts';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding, type Running } from '../../support/running.ts';

/** One of everybody who is anything to the records. */
const contexts = [
  ['helen', 'fernhill-hr'],
  ['hugo', 'fernhill-hr'],
  ['pia', 'fernhill-hr'],
  ['aziz', 'fernhill-it'],
  ['marta', 'fernhill-hr'],
  ['nadia', 'fernhill-facilities'],
  ['sam', 'fernhill-facilities'],
  ['sam', 'fernhill-it'],
  ['dana', 'fernhill'],
  ['bella', 'brightwire'],
  ['oscar', 'oakline'],
  ['olive', 'oakline'],
] as const;

let cast: Organisation;
let api: Api;
let hugo: Client;
let running: Running;
let desk: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  hugo = await api.as('hugo');
  running = await onboarding(cast, await api.as('helen'));
  desk = (await running.task('assign-desk')).id;
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const reasons = async (client: Client, path: string) => {
  const { status, body } = await client.get(`${path}/why`);
  return status === 200 ? body.reasons : status;
};

describe('a reason names what lets one see it', () => {
  test('of the own account: one for each role that would be enough', async () => {
    const found = await reasons(hugo, `/v1/processes/${running.id}`);
    expect(found).toMatchObject([
      { because: 'role', role: 'specialist', since: expect.any(String) },
      { because: 'role', role: 'account_admin' },
    ]);
    expect(found[0].sentence).toMatch(/^You see this process as specialist of Fernhill HR \(since \d+ \w+ \d{4}\)\.$/);
  });

  test('of another account: the role, the team, the trust and what is granted in it', async () => {
    const trusting = { account: { handle: 'fernhill-hr', name: 'Fernhill HR' } };
    const shown = { because: 'trust', team: 'Housing team', capability: 'assign_tasks' };
    const fatima = await api.as('fatima');
    const { activatedAt } = (await fatima.get(`/v1/tasks/${desk}`)).body;
    const [reason, ...more] = await reasons(fatima, `/v1/tasks/${desk}`);
    expect(more).toEqual([]);
    expect(reason).toMatchObject({ ...shown, role: 'specialist', since: activatedAt });
    // Its record is not hers to read.
    expect(reason.trust).toEqual(trusting);
    expect(reason.sentence).toMatch(
      /^You see this task as specialist of Fernhill Facilities \(since .+\): Fernhill HR assigned the task to Housing team\.$/,
    );
    const [, admins] = await reasons(await api.as('felix'), `/v1/tasks/${desk}`);
    expect(admins).toMatchObject({ ...shown, role: 'account_admin', trust: { id: expect.any(String), ...trusting } });
  });

  test('who answers for it, who started it and who is asked', async () => {
    const marta = await api.as('marta', 'fernhill-hr');
    expect(await reasons(marta, `/v1/processes/${running.id}`)).toMatchObject([
      { because: 'manager', sentence: expect.stringContaining('as manager of the process') },
    ]);
    expect(await reasons(await api.as('helen'), `/v1/processes/${running.id}`)).toMatchObject([
      { because: 'role' },
      { because: 'starter' },
    ]);
    const [{ id, task }] = (await marta.get('/v1/approvals')).body.items;
    expect(await reasons(marta, `/v1/approvals/${id}`)).toMatchObject([{ because: 'approver' }]);
    expect(await reasons(marta, `/v1/tasks/${task.id}`)).toMatchObject([
      { because: 'manager' },
      { because: 'approver' },
    ]);
  });

  test('people, places and accounts of the directory', async () => {
    const helen = await api.as('helen');
    expect(await reasons(helen, `/v1/people/${cast.personId('helen')}`)).toMatchObject([
      { because: 'self', sentence: 'You see this person as that person.' },
      { because: 'directory', role: 'specialist', sentence: expect.stringMatching(/Fernhill is the directory of/) },
    ]);
    expect(await reasons(helen, `/v1/accounts/${cast.accountId('fernhill')}`)).toMatchObject([
      { because: 'directory', role: 'end_user' },
      { because: 'directory', role: 'specialist' },
    ]);
  });
});

describe('everybody is answered why exactly where he is answered the record', () => {
  const met = new Set<string>();
  let addresses: string[];
  let hidden = 0;
  beforeAll(async () => {
    addresses = await everything();
  });

  test.each(contexts)('%s in %s', async (key, handle) => {
    const client = await api.as(key, handle);
    const list = await client.get('/v1/offered-services');
    const offered = list.status === 200 ? list.body.items.map(({ id }: { id: string }) => id) : [];
    const look = async (path: string) => {
      const [, , kind, id] = path.split('/') as [string, string, string, string];
      const listed = { status: offered.includes(id) ? 200 : 404, body: undefined };
      const record = kind === 'offered-services' ? listed : await client.get(path);
      const asked = await client.get(`${path}/why`);
      expect([path, asked.status]).toEqual([path, record.status]);
      if (record.status === 200) return met.add(kind);
      hidden += 1;
      return record.body && expect(asked.body.detail).toBe(record.body.detail);
    };
    await Promise.all(addresses.map(look));
  });

  test('of every kind there is, and most of it hidden', () => {
    expect(met).toEqual(new Set(addresses.map((path) => path.split('/')[2])));
    expect(hidden).toBeGreaterThan(200);
  });
});

/** Some of each kind, of several accounts. */
async function everything(): Promise<string[]> {
  const lookers = [
    'hugo@fernhill-hr',
    'imran@fernhill-it',
    'felix@fernhill-facilities',
    'bella@brightwire',
    'oscar@oakline',
  ];
  const found = new Set<string>();
  const add = (plural: string, id: string) => found.add(`/v1/${plural}/${id}`);
  for (const looker of lookers) {
    const [key, handle] = looker.split('@') as [string, string];
    const client = await api.as(key, handle);
    for (const plural of [
      'organizations',
      'sites',
      'teams',
      'trusts',
      'services',
      'offered-services',
      'processes',
      'tasks',
    ]) {
      const { items } = (await client.get(`/v1/${plural}`)).body;
      for (const { id } of items.slice(0, 2)) add(plural, id);
      if (plural === 'services' && items[0])
        add('offerings', (await client.get(`/v1/services/${items[0].id}/offerings`)).body.items[0].id);
    }
    for (const { name } of (await client.get('/v1/templates')).body.items.slice(0, 1)) add('templates', name);
  }
  await hugo.post('/v1/sites', { name: 'Annex' });
  await hugo.post('/v1/organizations', { name: 'People' });
  for (const plural of ['sites', 'organizations'])
    for (const { id } of (await hugo.get(`/v1/${plural}`)).body.items) add(plural, id);
  for (const { handle } of accounts) add('accounts', cast.accountId(handle));
  for (const key of ['helen', 'marta', 'bella', 'olive']) add('people', cast.personId(key));
  add('tasks', desk);
  for (const { id } of (await (await api.as('marta', 'fernhill-hr')).get('/v1/approvals')).body.items)
    add('approvals', id);
  return [...found];
}
