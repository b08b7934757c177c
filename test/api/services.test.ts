import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvOf } from '../../api/csv.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
let admin: Client;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  admin = await api.as('imran', 'fernhill-it');
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

test('a service is set up, offers something, promises something else, and ends it', async () => {
  const [team] = (await admin.get('/v1/teams')).body.items;
  const service = await admin.post('/v1/services', { name: 'printers', teamId: team.id });
  expect(service).toMatchObject({ status: 201, body: { description: '', teamId: team.id } });
  const today = new Date().toISOString().slice(0, 10);
  const offer = {
    serviceId: service.body.id,
    name: 'replace toner',
    target: { respond: { amount: 4, unit: 'workingHours' }, complete: { amount: 2, unit: 'workingDays' } },
    startsOn: today,
  };
  const made = await admin.post('/v1/offerings', offer);
  expect(made).toMatchObject({ status: 201, body: { ...offer, endsOn: null, calendar: { zone: 'Europe/Amsterdam' } } });
  const path = made.headers.get('location') as string;
  expect((await admin.post('/v1/offerings', offer)).status).toBe(409);
  for (const [change, pointer] of [
    [{ target: { complete: { amount: 0, unit: 'hours' } } }, '#/target/complete/amount'],
    [{ target: { complete: { amount: 1, unit: 'fortnights' } } }, '#/target/complete/unit'],
    [{ target: { resolve: { amount: 1, unit: 'hours' } } }, '#/target/resolve'],
    [{ startsOn: today }, '#/startsOn'],
    [{ scheme: [{ goal: 'respond', at: 100, to: ['assignee'] }] }, '#/scheme/0/at'],
    [{ scheme: [{ goal: 'respond', at: 50, to: ['director'] }] }, '#/scheme/0/to/0'],
    [{ scheme: [{ goal: 'respond', at: 50, to: [], escalateTo: { team: service.body.id } }] }, '#/scheme/0/escalateTo'],
  ] as const) {
    const { status, body } = await admin.send('PATCH', path, { body: change });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  }
  const changed = await admin.send('PATCH', path, { body: { target: {} } });
  expect(changed).toMatchObject({ status: 200, body: { target: {}, scheme: [] } });
  const scheme = [
    { goal: 'respond', at: 50, to: ['coordinator'], inWorkingHours: true, escalateTo: { team: team.id } },
  ];
  expect(await admin.send('PATCH', path, { body: { scheme } })).toMatchObject({ status: 200, body: { scheme } });
  const owned = await admin.send('PATCH', `/v1/services/${service.body.id}`, {
    body: { ownerId: org.personId('ida') },
  });
  expect(owned).toMatchObject({ status: 200, body: { ownerId: org.personId('ida'), teamId: team.id } });
  expect((await admin.post(`${path}/expiry`, { endsOn: '2020-01-01' })).status).toBe(422);
  expect((await admin.post(`${path}/expiry`, { endsOn: '2099-12-31' })).body.endsOn).toBe('2099-12-31');

  const specialist = await api.as('ida', 'fernhill-it');
  expect((await specialist.get(path)).status).toBe(200);
  expect((await specialist.send('PATCH', path, { body: { target: {} } })).status).toBe(403);
  for (const [key, account] of [
    ['marta', 'fernhill-it'],
    ['hugo', 'fernhill-hr'],
  ] as const) {
    const other = await api.as(key, account);
    for (const at of [path, `/v1/services/${service.body.id}`, `/v1/services/${service.body.id}/offerings`]) {
      expect((await other.get(at)).status).toBe(404);
    }
  }
});

test('the audit log is narrowed by action, and given as a table of all that fits', async () => {
  const asked = 'kind=service_offering&action=updated';
  const { items } = (await admin.get(`/v1/audit?${asked}`)).body;
  expect(items.map(({ action }: { action: string }) => action)).toEqual(['updated', 'updated']);
  const { status, headers, body } = await admin.get(`/v1/audit/export?${asked}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(headers.get('content-disposition')).toContain('audit.csv');
  const rows: Record<string, string>[] = parse(body, { columns: true });
  expect(rows.map(({ id }) => id)).toEqual(items.map(({ id }: { id: string }) => id));
  expect(rows[0]).toMatchObject({ action: 'updated', person: 'Imran Shah', account: 'fernhill-it', product: 'no' });
  expect(JSON.parse(rows[0]?.changes as string)).toEqual(items[0].changes);
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect(parse((await admin.get(`/v1/audit/export?from=${later}`)).body, { columns: true })).toEqual([]);
  for (const key of ['ida', 'marta'])
    expect((await (await api.as(key, 'fernhill-it')).get('/v1/audit/export')).status).toBeGreaterThan(399);
});

test('what a spreadsheet would take for a formula is text in the table', () => {
  const name = '=HYPERLINK("https://evil.example")';
  expect(csvOf(['a', 'b'], [{ a: name, b: 1 }, { a: '-1+1' }])).toBe(
    'a,b\r\n"\'=HYPERLINK(""https://evil.example"")",1\r\n"\'-1+1",\r\n',
  );
});

test('the audit trail tells administrators and auditors what was done, and by whom', async () => {
  const { items } = (await admin.get('/v1/audit?kind=service_offering&perPage=100')).body;
  expect(items.map(({ action }: { action: string }) => action)).toEqual(['ended', 'updated', 'updated', 'created']);
  expect(items[0]).toMatchObject({
    changes: { on: '2099-12-31' },
    by: { person: { name: 'Imran Shah' }, account: { handle: 'fernhill-it' }, product: false },
  });
  const first = await admin.get('/v1/audit?perPage=1');
  const next = await admin.get(`/v1/audit?perPage=1&cursor=${first.body.next}`);
  expect(next.body.items[0].id < first.body.items[0].id).toBe(true);
  const auditor = await api.as('aziz', 'fernhill-it');
  expect((await auditor.get('/v1/audit')).body.items.length).toBeGreaterThan(3);
  expect((await (await api.as('ida', 'fernhill-it')).get('/v1/audit')).status).toBe(403);
  const elsewhere = (await (await api.as('oscar', 'oakline')).get('/v1/audit')).body.items;
  expect(elsewhere.map(({ action }: { action: string }) => action)).toEqual(['signed_in']);
});
