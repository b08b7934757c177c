import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding } from '../support/running.ts';

let org: Organisation;
let api: Api;
let it: Client;
let hr: Client;
let dana: Client;
let trustId: string;
let login: { id: string; serviceId: string };
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  [it, hr, dana] = await Promise.all([
    api.as('imran', 'fernhill-it'),
    api.as('hugo', 'fernhill-hr'),
    api.as('dana', 'fernhill'),
  ]);
  const { items } = (await it.get('/v1/trusts')).body;
  trustId = items.find((trust: { account: { handle: string } }) => trust.account.handle === 'fernhill-hr').id;
  const services = (await it.get('/v1/services')).body.items;
  const identity = services.find((service: { name: string }) => service.name === 'identity');
  const offerings = (await it.get(`/v1/services/${identity.id}/offerings`)).body.items;
  login = offerings.find((offering: { name: string }) => offering.name === 'create login');
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

/** There, where the offering is. */
const dayIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
const prepare = (more: object = {}) =>
  it.post('/v1/agreements', { name: 'Logins', trust: trustId, offeringId: login.id, startsOn: dayIn(0), ...more });
async function agreed(covered: object = {}, more: object = {}): Promise<string> {
  const prepared = await prepare(more);
  expect(prepared.status).toBe(201);
  const path = prepared.headers.get('location') as string;
  expect(await hr.post(`${path}/acceptance`, covered)).toMatchObject({ status: 200, body: { status: 'active' } });
  return path;
}
const ended = async (path: string) => expect((await it.post(`${path}/end`)).body.status).toBe('expired');
/** The login of somebody who is hired now. */
async function loginOf(person: string) {
  const specialist = await api.as('helen', 'fernhill-hr');
  const run = await onboarding(org, specialist, { person: org.personId(person) });
  return (await hr.get(`/v1/tasks/${(await run.task('create-login')).id}`)).body;
}

test('an agreement is prepared by the provider, accepted by the customer, in force, and ended by either', async () => {
  const prepared = await prepare({ endsOn: dayIn(400) });
  expect(prepared).toMatchObject({
    status: 201,
    body: { status: 'being_prepared', side: 'provider', other: { handle: 'fernhill-hr' }, covers: null },
  });
  const path = prepared.headers.get('location') as string;
  expect((await hr.get(path)).body).toMatchObject({ status: 'being_prepared', side: 'customer', service: 'identity' });
  expect(await it.post(`${path}/acceptance`)).toMatchObject({ status: 409 });
  expect(await hr.send('PATCH', path, { body: { name: 'Cheaper logins' } })).toMatchObject({ status: 409 });
  expect((await it.send('PATCH', path, { body: { name: 'Logins for all' } })).body.name).toBe('Logins for all');
  expect((await (await api.as('helen', 'fernhill-hr')).post(`${path}/acceptance`)).status).toBe(403);

  expect((await hr.post(`${path}/acceptance`)).body).toMatchObject({ status: 'active', coverage: 'customer_account' });
  expect((await hr.post(`${path}/acceptance`)).status).toBe(409);
  expect((await it.send('PATCH', path, { body: { endsOn: dayIn(900) } })).status).toBe(409);
  expect((await it.send('DELETE', path)).status).toBe(409);
  const { body } = await hr.post(`${path}/end`, { endsOn: dayIn(1) });
  const there = new Date(body.endsAt).toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  expect([body.status, there]).toEqual(['active', `${dayIn(2)} 00:00:00`]);
  expect((await it.post(`${path}/end`, { endsOn: dayIn(30) })).status).toBe(409);
  expect((await it.post(`${path}/end`)).body.status).toBe('expired');
  const { items } = (await hr.get('/v1/audit?kind=agreement')).body;
  expect(items.map(({ action }: { action: string }) => action)).toEqual([
    'ended',
    'ended',
    'accepted',
    'updated',
    'prepared',
  ]);
});

test('nobody else sees it, and what cannot be agreed is refused', async () => {
  const path = (await prepare({ startsOn: dayIn(3) })).headers.get('location') as string;
  for (const [key, account] of [
    ['felix', 'fernhill-facilities'],
    ['bella', 'brightwire'],
    ['marta', 'fernhill-hr'],
  ] as const) {
    expect((await (await api.as(key, account)).get(path)).status).toBe(404);
  }
  for (const [more, pointer] of [
    [{ startsOn: '2020-01-01' }, '#/startsOn'],
    [{ endsOn: '2020-01-01' }, '#/endsOn'],
    [{ offeringId: trustId }, '#/offeringId'],
    [{ trust: login.id }, '#/trust'],
    [{ instanceId: login.id }, '#/instanceId'],
  ] as const) {
    const { status, body } = await prepare(more);
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  }
  expect((await hr.post(`${path}/acceptance`, { coverage: 'people' })).body.errors[0].pointer).toBe('#/people');
  const stranger = { coverage: 'people', people: [org.personId('bella')] };
  expect((await hr.post(`${path}/acceptance`, stranger)).body.errors[0].pointer).toBe('#/people/0');
  const mixed = { coverage: 'customer_account', people: [org.personId('noor')] };
  expect((await hr.post(`${path}/acceptance`, mixed)).body.errors[0].pointer).toBe('#/people');
  expect((await hr.post(`${path}/acceptance`)).body.status).toBe('scheduled_for_activation');
  await ended(path);
  const declined = (await prepare()).headers.get('location') as string;
  expect((await hr.send('DELETE', declined)).status).toBe(204);
  expect((await it.get(declined)).status).toBe(404);
});

test('whom it covers is the customer’s to say: others are served as well as can be', async () => {
  const path = await agreed({ coverage: 'people', people: [org.personId('noor')] });
  const id = path.split('/').at(-1);
  expect((await hr.get(path)).body.covers).toEqual({ organizations: [], sites: [], people: [org.personId('noor')] });
  expect((await it.get(path)).body).toMatchObject({ coverage: 'people', covers: null });
  expect((await it.send('PUT', `${path}/coverage`, { body: { coverage: 'customer_account' } })).status).toBe(409);

  expect(await loginOf('noor')).toMatchObject({ agreementId: id, clocks: { respond: { goal: 240 } } });
  expect(await loginOf('nils')).toMatchObject({
    agreementId: null,
    target: null,
    clocks: { respond: null, complete: null },
  });

  const above = (await dana.post('/v1/organizations', { name: 'Research' })).body.id;
  const below = (await dana.post('/v1/organizations', { name: 'Field research', parentId: above })).body.id;
  const site = (await dana.post('/v1/sites', { name: 'Lab' })).body.id;
  const nora = org.personId('nora');
  await dana.send('PATCH', `/v1/people/${nora}`, { body: { organizationId: below, siteId: site } });
  const covered = async (body: object) => {
    expect((await hr.send('PUT', `${path}/coverage`, { body })).status).toBe(200);
    return (await loginOf('nora')).agreementId !== null;
  };
  expect(await covered({ coverage: 'organizations', organizations: [above] })).toBe(false);
  expect(await covered({ coverage: 'organizations_and_descendants', organizations: [above] })).toBe(true);
  expect(await covered({ coverage: 'organizations', organizations: [below] })).toBe(true);
  expect(await covered({ coverage: 'organizations_and_sites', organizations: [below], sites: [site] })).toBe(true);
  expect(await covered({ coverage: 'organizations_and_sites', organizations: [above], sites: [site] })).toBe(false);
  expect(await covered({ coverage: 'sites', sites: [site] })).toBe(true);
  await ended(path);
  expect((await loginOf('nora')).agreementId).toBeNull();
});

test('an instance of the service serves the customers whose agreements name it', async () => {
  const team = (await it.post('/v1/teams', { name: 'Lisbon desk' })).body.id;
  const { teams } = (await it.get(`/v1/trusts/${trustId}`)).body;
  const linked = [...teams.map(({ id }: { id: string }) => id), team];
  await it.send('PUT', `/v1/trusts/${trustId}/teams`, { body: { teams: linked } });
  const instance = await it.post(`/v1/services/${login.serviceId}/instances`, { name: 'Lisbon', teamId: team });
  expect(instance.status).toBe(201);
  const everybody = await agreed();
  const lisbon = await agreed({ coverage: 'people', people: [org.personId('noah')] }, { instanceId: instance.body.id });
  expect((await hr.get(lisbon)).body.instance).toEqual({ id: instance.body.id, name: 'Lisbon' });
  // The one that covers him most closely.
  expect(await loginOf('noah')).toMatchObject({
    agreementId: lisbon.split('/').at(-1),
    assigned: { team: 'Lisbon desk' },
  });
  expect((await loginOf('noor')).assigned.team).not.toBe('Lisbon desk');
  await ended(lisbon);
  await ended(everybody);
});

test('an account agrees with itself at once, and with a trust everything ends that was agreed in it', async () => {
  const own = await prepare({ trust: null });
  expect(own.body).toMatchObject({ status: 'active', side: 'both', other: null });
  await ended(`/v1/agreements/${own.body.id}`);
  const path = await agreed();
  expect((await hr.post(`/v1/trusts/${trustId}/revocation`, {})).status).toBe(200);
  for (const side of [hr, it]) expect((await side.get(path)).body.status).toBe('expired');
  expect((await hr.get(path)).body.offering).toBeNull();
});
