import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding, type Running } from '../../support/running.ts';
import { compare, type Sides, type Task } from './sides.ts';

// Many requests each, on a machine that may be busy.
jest.setTimeout(90_000);

let cast: Organisation;
let api: Api;
let hugo: Client;
let fatima: Client;
let running: Running;
let desk: string;
/** Administrators and specialists: nobody there sees more. */
let sides: Sides;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  sides = {
    'fernhill-hr': await api.as('hugo', 'fernhill-hr'),
    'fernhill-it': await api.as('imran', 'fernhill-it'),
    'fernhill-facilities': await api.as('felix', 'fernhill-facilities'),
    brightwire: await api.as('bella', 'brightwire'),
    oakline: await api.as('oscar', 'oakline'),
  };
  hugo = sides['fernhill-hr'] as Client;
  fatima = await api.as('fatima', 'fernhill-facilities');
  running = await onboarding(cast, hugo);
  await onboarding(cast, hugo, { person: cast.personId('noah') });
  desk = (await running.task('assign-desk')).id;
  await fatima.post(`/v1/tasks/${desk}/acceptance`);
  await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'It stands by the window' });
  await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'internal', text: 'canary of Facilities' });
  await hugo.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'She is left-handed' });
  await hugo.post(`/v1/tasks/${desk}/notes`, { kind: 'internal', text: 'canary of HR' });
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const trustWith = async (client: Client, handle: string) => {
  const { items } = (await client.get('/v1/trusts')).body;
  const found = items.find(({ account }: { account: { handle: string } }) => account.handle === handle);
  return `/v1/trusts/${found.id}`;
};

describe('the other side of a trust', () => {
  test('is exactly what is read there, at both ends of every trust', async () => {
    expect(await compare(cast, sides)).toMatchObject({ tasks: 4, teams: 12, services: 12, people: 4 });
  });

  test('shows neither who works on it there nor what they write among themselves', async () => {
    const path = `${await trustWith(hugo, 'fernhill-facilities')}/other-side/tasks`;
    const { items } = (await hugo.get(path)).body;
    const found = items.find(({ id }: { id: string }) => id === desk);
    expect(found).toMatchObject({ process: { id: null, title: 'A new colleague' }, assigned: { member: null } });
    expect((await fatima.get(`/v1/tasks/${desk}`)).body.assigned.member).toBe('Fatima Reyes');
    const notes = (await hugo.get(`${path}/${desk}/notes`)).body.items;
    expect(notes.map(({ text }: { text: string }) => text)).toEqual(['She is left-handed', 'It stands by the window']);
  });

  test('is listed page by page', async () => {
    const path = `${await trustWith(hugo, 'fernhill-facilities')}/other-side/tasks?perPage=1`;
    const first = (await hugo.get(path)).body;
    const second = (await hugo.get(`${path}&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(['assign desk', 'assign desk']);
    expect(second.next).toBeNull();
  });

  test('is for administrators of either end', async () => {
    const path = `${await trustWith(hugo, 'fernhill-facilities')}/other-side`;
    for (const [key, handle, status] of [
      ['felix', 'fernhill-facilities', 200],
      ['aziz', 'fernhill-hr', 403],
      ['helen', 'fernhill-hr', 404],
      ['fatima', 'fernhill-facilities', 404],
      ['imran', 'fernhill-it', 404],
    ] as const) {
      const client = await api.as(key, handle);
      for (const beneath of ['', '/tasks', '/people', `/tasks/${desk}/notes`]) {
        const expected = key === 'felix' && beneath.endsWith('notes') ? 404 : status;
        expect([key, beneath, (await client.get(`${path}${beneath}`)).status]).toEqual([key, beneath, expected]);
      }
    }
  });

  test('is empty for an invitation, whether or not somebody has the handle', async () => {
    const answers = [];
    for (const handle of ['brightwire', 'no-such-account']) {
      const { body } = await hugo.post('/v1/trusts', { handle, as: 'trusted' });
      const path = `/v1/trusts/${body.id}/other-side`;
      const asked = await Promise.all(['', '/tasks', `/tasks/${desk}/notes`].map((more) => hugo.get(`${path}${more}`)));
      answers.push(asked.map((one) => [one.status, one.body.detail ?? one.body] as const));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.map(([status]) => status)).toEqual([200, 200, 404]);
    expect(answers[0]?.[0]?.[1]).toEqual({ account: null, teams: [], offeredServices: [] });
  });

  test('after the trust has ended, is what was finished before', async () => {
    await fatima.post(`/v1/tasks/${desk}/completion`, { output: { desk: 'D4', floor: '2' } });
    const trust = await trustWith(hugo, 'fernhill-facilities');
    await hugo.post(`${trust}/revocation`);
    const { items } = (await hugo.get(`${trust}/other-side/tasks`)).body;
    expect(items.map(({ id }: Task) => id)).toEqual([desk]);
    expect((await hugo.get(`${trust}/other-side`)).body).toEqual({ account: null, teams: [], offeredServices: [] });
    expect(await compare(cast, sides)).toMatchObject({ tasks: 3 });
  });
});
