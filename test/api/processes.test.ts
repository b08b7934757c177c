import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { hire, inDays, onboarding } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let helen: Client;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  helen = await api.as('helen');
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const template = 'employee-onboarding';

describe('templates', () => {
  test('those who start processes see what each needs; others see none', async () => {
    const { items } = (await helen.get('/v1/templates')).body;
    const found = items.find(({ name }: { name: string }) => name === template);
    expect(found).toMatchObject({ title: 'employee onboarding', roles: ['hr', 'it', 'facilities'] });
    expect(found.input.properties.startDate.format).toBe('date');
    expect((await (await api.as('ida')).get('/v1/templates')).body.items).toEqual([]);
    const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
    expect((await marta.get('/v1/templates')).body.items).toEqual([]);
    expect((await marta.get(`/v1/templates/${template}`)).status).toBe(404);
  });

  test('a plan has dates in the real calendars and starts nothing', async () => {
    const { body } = await helen.post(`/v1/templates/${template}/plan`, {
      input: hire(cast, { startDate: inDays(1) }),
    });
    expect(body.late).toBe(true);
    expect(body.rows.filter(({ critical }: { critical: boolean }) => critical).length).toBeGreaterThan(2);
    expect((await helen.get('/v1/processes')).body.items).toEqual([]);
  });
});

describe('starting', () => {
  const faulty: readonly [string, () => object, number, readonly string[]][] = [
    ['an unknown template', () => ({ template: 'nonsense', input: {} }), 422, ['#/template']],
    [
      'missing fields',
      () => ({ template, input: {} }),
      422,
      [
        '#/input/applications',
        '#/input/manager',
        '#/input/model',
        '#/input/person',
        '#/input/startDate',
        '#/input/workplace',
      ],
    ],
    [
      'a field of another type',
      () => ({ template, input: hire(cast, { applications: 'mail' }) }),
      422,
      ['#/input/applications'],
    ],
    ['an unknown field', () => ({ template, input: hire(cast, { salary: 1 }) }), 422, ['#/input/salary']],
    ['a field a branch needs', () => ({ template, input: hire(cast, { site: undefined }) }), 422, ['#/input/site']],
    [
      'a date in the past',
      () => ({ template, input: hire(cast, { startDate: '2020-01-06' }) }),
      422,
      ['#/input/startDate'],
    ],
    [
      'a day that does not exist',
      () => ({ template, input: hire(cast, { startDate: '2027-02-30' }) }),
      422,
      ['#/input/startDate'],
    ],
    [
      'nobody as manager',
      () => ({ template, input: hire(cast, { manager: '0198a3c0-0000-7000-8000-00000000000f' }) }),
      422,
      ['#/input/manager'],
    ],
    [
      'a manager of another enterprise',
      () => ({ template, input: hire(cast, { manager: cast.personId('oscar') }) }),
      422,
      ['#/input/manager'],
    ],
    [
      'a role nobody has',
      () => ({ template, input: hire(cast), roles: { legal: 'fernhill-it' } }),
      422,
      ['#/roles/legal'],
    ],
    [
      'an account that is not trusted',
      () => ({ template, input: hire(cast), roles: { it: 'brightwire' } }),
      422,
      ['#/roles/it'],
    ],
    [
      'an account that does not exist',
      () => ({ template, input: hire(cast), roles: { it: 'nowhere' } }),
      422,
      ['#/roles/it'],
    ],
    ['an id of its own', () => ({ template, input: hire(cast), id: cast.personId('nadia') }), 422, ['#/id']],
    [
      'an owner of its own',
      () => ({ template, input: hire(cast), accountId: cast.accountId('oakline') }),
      422,
      ['#/accountId'],
    ],
  ];

  test.each(faulty)('is refused for %s', async (_, body, status, pointers) => {
    const answer = await helen.post('/v1/processes', body());
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(pointers);
    expect((await helen.get('/v1/processes')).body.items).toEqual([]);
  });

  test('is for specialists of the account that has the template', async () => {
    const body = () => ({ template, input: hire(cast) });
    expect((await (await api.as('ida')).post('/v1/processes', body())).status).toBe(422);
    const pia = await api.as('pia');
    expect((await pia.post('/v1/processes', body())).status).toBe(403);
    expect((await (await api.as('oscar')).post('/v1/processes', body())).status).toBe(422);
  });

  test('is answered once under one key, whatever becomes of the first answer', async () => {
    const key = { 'idempotency-key': 'start-1' };
    const body = { template, input: hire(cast) };
    const answers = await Promise.all(Array.from({ length: 8 }, () => helen.post('/v1/processes', body, key)));
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(new Set(made.map(({ body: { id } }) => id)).size).toBe(1);
    const again = await helen.post('/v1/processes', body, key);
    expect(again.body).toEqual(made[0]?.body);
    expect(again.headers.get('location')).toBe(`/v1/processes/${again.body.id}`);
    const other = await helen.post('/v1/processes', { ...body, input: hire(cast, { model: 'standard' }) }, key);
    expect(other).toMatchObject({ status: 422, body: { type: 'urn:accord:problem:key-reused' } });
    expect((await helen.get('/v1/processes')).body.items).toHaveLength(1);
  });
});

describe('following', () => {
  test('a process shows its steps with what is known and what is foreseen', async () => {
    const { id } = await onboarding(cast, helen);
    const { body, headers } = await helen.get(`/v1/processes/${id}`);
    expect(headers.get('etag')).toBe(`"${body.version}"`);
    expect(body).toMatchObject({
      subject: { name: 'Nadia Costa' },
      manager: { name: 'Marta Jansen' },
      progress: { total: 9, done: 1 },
    });
    const step = (node: string) => body.steps.find((one: { node: string }) => one.node === node);
    expect(step('ready-to-work')).toMatchObject({ kind: 'milestone', task: null });
    expect(step('prepare-laptop')).toMatchObject({
      account: { handle: 'fernhill-it' },
      after: ['equipment-budget', 'create-login'],
      task: { status: 'registered' },
      forecast: { late: false },
    });
    expect(step('equipment-budget').task.votes).toMatchObject([
      { approver: { name: 'Marta Jansen' }, status: 'assigned' },
    ]);
    expect(body.endsAt > body.startedAt).toBe(true);
  });

  test('its manager follows it; a bystander, another account and a rival do not find it', async () => {
    const { id } = await onboarding(cast, helen);
    const inHr = async (key: string) => (await api.as(key)).with({ 'x-account': 'fernhill-hr' });
    expect((await (await inHr('marta')).get(`/v1/processes/${id}`)).status).toBe(200);
    expect((await (await inHr('marta')).get('/v1/processes')).body.items.length).toBeGreaterThan(0);
    expect((await (await inHr('aziz')).get(`/v1/processes/${id}`)).status).toBe(200);
    for (const client of [await inHr('bao'), await api.as('ida'), await api.as('oscar')]) {
      expect((await client.get(`/v1/processes/${id}`)).status).toBe(404);
      expect((await client.get('/v1/processes')).body.items).toEqual([]);
      expect((await client.post(`/v1/processes/${id}/cancellation`, { reason: 'x' })).status).toBe(404);
    }
  });

  test('filters narrow the list', async () => {
    const count = async (query: string) => (await helen.get(`/v1/processes?perPage=100&${query}`)).body.items.length;
    const all = await count('');
    expect(await count(`template=${template}`)).toBe(all);
    expect(await count('template=nonsense')).toBe(0);
    expect(await count(`subject=${cast.personId('nadia')}`)).toBe(all);
    expect(await count(`subject=${cast.personId('noah')}`)).toBe(0);
    expect(await count('status=in_progress,registered')).toBe(all);
    expect(await count('status=completed')).toBe(0);
  });

  test('one that is called off ends at once, and only once', async () => {
    const { id, task } = await onboarding(cast, helen);
    const desk = (await task('assign-desk')).id;
    const fatima = await api.as('fatima');
    expect(
      (await fatima.get('/v1/inbox')).body.items.some((row: { task: { id: string } }) => row.task.id === desk),
    ).toBe(true);
    const off = await helen.post(`/v1/processes/${id}/cancellation`, { reason: 'She declined' });
    expect(off.body).toMatchObject({ status: 'completed', completionReason: 'withdrawn', reason: 'She declined' });
    expect(
      (await fatima.get('/v1/inbox')).body.items.some((row: { task: { id: string } }) => row.task.id === desk),
    ).toBe(false);
    expect((await fatima.get(`/v1/tasks/${desk}`)).body.status).toBe('canceled');
    expect((await helen.post(`/v1/processes/${id}/cancellation`, { reason: 'Again' })).status).toBe(409);
    expect((await fatima.post(`/v1/tasks/${desk}/completion`, { output: { desk: 'D', floor: '1' } })).status).toBe(409);
  });

  test('its clock is not moved where clocks are fixed', async () => {
    const { id } = await onboarding(cast, helen);
    expect((await helen.post(`/v1/processes/${id}/clock`, { minutes: 60 })).status).toBe(409);
  });
});
