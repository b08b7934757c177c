import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

test('one reads one’s own account in full and others by name, and changes the own as administrator', async () => {
  const admin = await api.as('hugo', 'fernhill-hr');
  const { body } = await admin.get('/v1/accounts');
  const [own, ...others] = body.items;
  expect(own).toMatchObject({ handle: 'fernhill-hr', own: true, calendar: { zone: 'Europe/Amsterdam' } });
  expect(others).toContainEqual({
    id: org.accountId('fernhill-it'),
    handle: 'fernhill-it',
    name: 'Fernhill IT',
    branding: { colour: null, logo: null },
    own: false,
  });
  expect((await admin.get(`/v1/accounts/${org.accountId('oakline')}`)).status).toBe(404);

  const path = `/v1/accounts/${org.accountId('fernhill-hr')}`;
  const renamed = await admin.send('PATCH', path, { body: { name: 'Fernhill People' } });
  expect(renamed).toMatchObject({ status: 200, body: { name: 'Fernhill People', own: true } });
  const specialist = await api.as('helen', 'fernhill-hr');
  expect((await specialist.send('PATCH', path, { body: { name: 'Mine' } })).status).toBe(403);
  for (const body of [{ handle: 'other' }, { name: '' }, { calendar: { zone: 'UTC', week: [], holidays: [] } }]) {
    expect((await admin.send('PATCH', path, { body })).status).toBe(422);
  }
  const week = [[], [], [], [], [], [], []];
  const closed = await admin.send('PATCH', path, { body: { calendar: { zone: 'UTC', week, holidays: [] } } });
  expect(closed.body.errors).toEqual([{ pointer: '#/calendar', detail: expect.stringContaining('working hours') }]);
});

test('the calendar is asked for a period', async () => {
  const specialist = await api.as('ida', 'fernhill-it');
  const { status, body } = await specialist.get('/v1/calendar?from=2027-03-01T00:00:00Z&to=2027-03-02T00:00:00Z');
  expect(status).toBe(200);
  expect(body).toEqual({
    zone: 'Europe/Amsterdam',
    hours: [{ from: '2027-03-01T07:00:00.000Z', to: '2027-03-01T17:00:00.000Z' }],
    dates: [],
  });
  expect((await specialist.get('/v1/calendar')).status).toBe(422);
  expect((await specialist.get('/v1/calendar?from=2027-03-02T00:00:00Z&to=2027-03-01T00:00:00Z')).status).toBe(422);
  expect((await api.anybody.get('/v1/calendar')).status).toBe(401);
});
