import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
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

const day = [[540, 1020]];
const office = { zone: 'Europe/Amsterdam', week: [day, day, day, day, day, [], []], holidays: ['2027-12-24'] };
const holidaysOf = { country: 'NL', from: 2026, to: 2027, except: ['2026-04-27'] };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The same days: Dutch ones without King's Day 2026, and the day of its own. */
function expectKept({ holidays, ...hours }: typeof office): void {
  expect(hours).toEqual({ zone: office.zone, week: office.week });
  expect(holidays).toEqual(expect.arrayContaining(['2026-12-25', '2027-04-27', '2027-12-24', '2027-12-26']));
  expect(holidays).not.toContain('2026-04-27');
}

async function calendarStored(handle: string): Promise<typeof office> {
  const db = new pg.Client({ connectionString: org.database.ownerUrl });
  await db.connect();
  const { rows } = await db.query('select calendar from account where handle = $1', [handle]);
  await db.end();
  return rows[0].calendar;
}

test('administrators and designers look up holidays by country, region and years', async () => {
  const found = await admin.get('/v1/holidays?country=NL&region=&from=2026&to=2028');
  expect(found.status).toBe(200);
  expect(found.body.items).toContainEqual({ date: '2028-04-27', name: 'Koningsdag' });
  const bavarian = await admin.get('/v1/holidays?country=DE&region=BY&from=2027&to=2027');
  expect(bavarian.body.items).toContainEqual({ date: '2027-01-06', name: 'Heilige Drei Könige' });
  const { items } = (await admin.get('/v1/holidays/countries')).body;
  expect(items).toContainEqual({ country: 'AE', name: 'United Arab Emirates', regions: [] });

  const specialist = await api.as('ida', 'fernhill-it');
  for (const path of ['/v1/holidays?country=NL&from=2026&to=2026', '/v1/holidays/countries'])
    expect((await specialist.get(path)).status).toBe(403);
  for (const [query, sentence] of [
    ['country=XX&from=2026&to=2026', /"XX" is not a country/],
    ['country=NL&region=BY&from=2026&to=2026', /no region "BY"; it has GR/],
    ['country=NL&from=2028&to=2026', /1 to 5 years/],
    ['country=NL&from=1900&to=2026', /2000/],
    ['country=NL&from=2026', /.+/],
  ] as const) {
    const { status, body } = await admin.get(`/v1/holidays?${query}`);
    expect([query, status, body.errors[0].detail]).toEqual([query, 422, expect.stringMatching(sentence)]);
  }
});

test('the calendar of the account takes the holidays of a country in one command, as dates', async () => {
  const path = `/v1/accounts/${org.accountId('fernhill-it')}`;
  const changed = await admin.send('PATCH', path, { body: { calendar: { ...office, holidaysOf } } });
  expect(changed.status).toBe(200);
  expectKept(changed.body.calendar);
  expect((await admin.get(path)).body.calendar).toEqual(changed.body.calendar);
  const wrong = await admin.send('PATCH', path, {
    body: { calendar: { ...office, holidaysOf: { ...holidaysOf, region: 'BY' } } },
  });
  expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '#/calendar/holidaysOf/region']);
  expect((await admin.get(path)).body.calendar).toEqual(changed.body.calendar);
});

test('so does that of an offering, made or changed, and of an account that is made', async () => {
  const [team] = (await admin.get('/v1/teams')).body.items;
  const service = await admin.post('/v1/services', { name: 'printers', teamId: team.id });
  const calendar = { ...office, holidaysOf };
  const offer = { serviceId: service.body.id, name: 'replace toner', target: {}, startsOn: inDays(0) };
  const made = await admin.post('/v1/offerings', { ...offer, calendar });
  expectKept(made.body.calendar);
  const path = made.headers.get('location') as string;
  const change = { calendar: { ...office, holidays: [], holidaysOf: { country: 'DE', from: 2026, to: 2026 } } };
  const changed = await admin.send('PATCH', path, { body: change });
  expect(changed.body.calendar.holidays).toContain('2026-10-03');
  expect(changed.body.calendar.holidays).not.toContain('2027-04-27');

  const directory = await api.as('dana', 'fernhill');
  const founded = await directory.post('/v1/accounts', { handle: 'fernhill-legal', name: 'Legal', calendar });
  expect(founded.status).toBe(201);
  const inLegal = directory.with({ 'x-account': 'fernhill-legal' });
  expectKept((await inLegal.get(`/v1/accounts/${founded.body.id}`)).body.calendar);
  const administrator = { name: 'Lara', email: 'lara@lake.example' };
  const lake = await api.operator.post('/v1/operator/accounts', {
    ...{ handle: 'lake', name: 'Lake', kind: 'standard', administrator, calendar },
  });
  expect(lake.status).toBe(201);
  expectKept(await calendarStored('lake'));
});

test('hours that hold from a later day on are kept and shown, and refused where they cannot be', async () => {
  const path = `/v1/accounts/${org.accountId('fernhill-it')}`;
  const later = [{ from: inDays(7), week: [...office.week.slice(1), [[600, 720]]] }];
  const changed = await admin.send('PATCH', path, { body: { calendar: { ...office, later } } });
  expect(changed).toMatchObject({ status: 200, body: { calendar: { ...office, later } } });
  const twice = await admin.send('PATCH', path, { body: { calendar: { ...office, later: [...later, ...later] } } });
  expect([twice.status, twice.body.errors]).toEqual([
    422,
    [{ pointer: '#/calendar', detail: expect.stringContaining('each date once') }],
  ]);
  const back = await admin.send('PATCH', path, { body: { calendar: office } });
  expect(back.body.calendar).toEqual(office);
});
