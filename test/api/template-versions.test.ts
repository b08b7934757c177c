import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { keepVersions } from '../../domain/process/versions.ts';
import { TemplateVersions } from '../../migrations/0030-template-versions.ts';
import { hashOf } from '../../plan/kit/index.ts';
import type { Plan } from '../../plan/plan.ts';
import { templates } from '../../templates/index.ts';
import { rows } from '../domain/process-made.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { hire, onboarding } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let helen: Client;
let pia: Client;
let aziz: Client;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  [helen, pia, aziz] = [
    await api.as('helen', 'fernhill-hr'),
    await api.as('pia', 'fernhill-hr'),
    await api.as('aziz', 'fernhill-hr'),
  ];
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const name = 'employee-onboarding';
const address = `/v1/templates/${name}/versions`;
const now = templates.get(name) as { readonly plan: Plan; readonly hash: string; readonly example: object };
/** As a later release of the product might have it. */
const plan: Plan = {
  ...now.plan,
  nodes: now.plan.nodes.map((node) =>
    node.id === 'prepare-laptop' && node.due
      ? { ...node, due: { ...node.due, offset: { amount: -8, unit: 'workingDays' } } }
      : node,
  ),
};
const later = { plan, hash: hashOf(plan) };

describe('versions', () => {
  test('the first is there as soon as the template may be started', async () => {
    const { items } = (await pia.get(address)).body;
    expect(items).toEqual([
      { hash: now.hash, current: true, firstSeenAt: expect.any(String), running: null, finished: null, canceled: null },
    ]);
  });

  test('a release with another plan is kept once for every account that may start it, and leaves its entry', async () => {
    const owners = await rows(cast, 'select account_id from template where name = $1', name);
    expect(await keepVersions(cast.workerStore, [now, later])).toBe(owners.length);
    expect(await keepVersions(cast.workerStore, [now, later])).toBe(0);
    const { items } = (await helen.get(address)).body;
    expect(items.map(({ hash, current }: { hash: string; current: boolean }) => [hash, current])).toEqual([
      [later.hash, false],
      [now.hash, true],
    ]);
    const { body } = await aziz.get('/v1/audit?perPage=5');
    expect(body.items.find(({ action }: { action: string }) => action === 'template_version')).toMatchObject({
      changes: { template: name, plan: later.hash },
    });
  });

  test('the API cannot ask which accounts have which version', async () => {
    const asked = cast.store.ask('select accounts_without(?, ?)', [name, 'x']);
    await expect(asked).rejects.toThrow('permission denied');
  });

  test('processes are counted by the version they began with, as far as one sees them, and found by it', async () => {
    const one = await onboarding(cast, helen);
    const two = await onboarding(cast, helen);
    await helen.post(`/v1/processes/${two.id}/cancellation`, { reason: 'Not to come.' });
    const counts = (items: { hash: string }[]) => items.find(({ hash }) => hash === now.hash);
    for (const who of [helen, aziz]) {
      expect(counts((await who.get(address)).body.items)).toMatchObject({ running: 1, finished: 0, canceled: 1 });
    }
    expect(counts((await pia.get(address)).body.items)).toMatchObject({ running: null, canceled: null });
    const found = async (hash: string) => (await helen.get(`/v1/processes?version=${hash}`)).body.items;
    expect((await found(now.hash)).map(({ id }: { id: string }) => id)).toEqual([two.id, one.id]);
    expect(await found(later.hash)).toEqual([]);
    expect((await helen.get('/v1/processes?version=x')).status).toBe(422);
    const kept =
      'update process set confidential = true, team_id = null, manager_id = $1, started_by_id = $1 where id = $2';
    await rows(cast, kept, cast.personId('marta'), one.id);
    expect(counts((await helen.get(address)).body.items)).toMatchObject({ running: 0, canceled: 1 });
    expect(await found(now.hash)).toHaveLength(1);
  });

  test('processes begun before there were versions say since when theirs is there', async () => {
    const up = new TemplateVersions(undefined as never, undefined as never);
    up.up();
    const undone = `drop policy definer on template; drop policy definer on plan; drop function accounts_without;
      drop index process_version; alter table plan drop column template, drop column first_seen_at;`;
    const client = new pg.Client({ connectionString: cast.database.urls.migrator });
    await client.connect();
    await client.query(`begin; ${undone} ${up.getQueries().join(';')}`);
    const { rows: kept } = await client.query(
      `select template, first_seen_at as at, (select min(started_at) from process where plan_hash = hash) as first
      from plan where hash = $1 and account_id in (select account_id from process)`,
      [now.hash],
    );
    await client.query('rollback');
    await client.end();
    expect(kept).toEqual([{ template: name, at: expect.any(Date), first: kept[0].at }]);
  });

  test('others learn of none', async () => {
    const ida = await api.as('ida', 'fernhill-it');
    const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
    for (const who of [ida, marta]) {
      for (const path of [
        address,
        `${address}/${now.hash}`,
        `/v1/templates/${name}/difference?from=${now.hash}&to=${now.hash}`,
      ])
        expect((await who.get(path)).status).toBe(404);
    }
  });
});

describe('the graph of a version', () => {
  test('is drawn for designers and auditors; who starts processes sees the form alone', async () => {
    for (const who of [pia, aziz]) {
      const { body } = await who.get(`${address}/${now.hash}`);
      expect(body).toMatchObject({ name, hash: now.hash, account: 'hr', roles: now.plan.roles, anchor: 'startDate' });
      expect(body.nodes).toHaveLength(now.plan.nodes.length);
      expect(body.nodes.find(({ id }: { id: string }) => id === 'prepare-laptop')).toMatchObject({
        account: 'it',
        after: expect.arrayContaining(['create-login', 'equipment-budget']),
        due: { words: '6 working days before the start date', date: 'startDate', amount: -6, unit: 'workingDays' },
      });
      expect(body.gateways).toEqual([{ id: 'way 1', title: 'workplace?', after: null, inside: null }]);
      expect(body.edges).toContainEqual({ from: 'way 1', to: 'assign-desk', value: 'onsite' });
    }
    expect((await helen.get(`${address}/${now.hash}`)).status).toBe(403);
  });

  test('of an old one stays what it was; of what the account never had there is none', async () => {
    expect((await pia.get(`${address}/${later.hash}`)).body.hash).toBe(later.hash);
    const offboarding = templates.get('employee-offboarding')?.hash;
    for (const hash of [offboarding, '0'.repeat(64), 'nonsense']) {
      expect((await pia.get(`${address}/${hash}`)).status).toBe(404);
    }
  });
});

describe('the difference of two versions', () => {
  test('names every step once and says what changed', async () => {
    const { body } = await pia.get(`/v1/templates/${name}/difference?from=${later.hash}&to=${now.hash}`);
    expect(body.words).toEqual(['Task "prepare laptop" is due 6 working days before the start date instead of 8.']);
    expect(body.nodes.map(({ id }: { id: string }) => id)).toEqual(now.plan.nodes.map(({ id }) => id));
    const changed = body.nodes.filter(({ change }: { change: string }) => change !== 'same');
    expect(changed).toMatchObject([{ id: 'prepare-laptop', change: 'changed', due: { amount: -6 } }]);
    expect((await helen.get(`/v1/templates/${name}/difference?from=${now.hash}&to=${now.hash}`)).status).toBe(403);
    expect((await pia.get(`/v1/templates/${name}/difference?from=${now.hash}`)).status).toBe(422);
  });
});

describe('the plan of an example', () => {
  const plan = `/v1/templates/${name}/plan`;

  test('is had by designers, for nobody in particular and for any date', async () => {
    for (const startDate of ['2027-03-01', '1999-03-01']) {
      const { status, body } = await pia.post(plan, {
        input: { ...now.example, startDate },
        startedAt: `${Number(startDate.slice(0, 4)) - 1}-12-01T08:00:00.000Z`,
      });
      expect([status, body.endsAt?.slice(0, 10), body.late]).toEqual([200, startDate, false]);
    }
  });

  test('is had by others if they say that it is one; a real one only by who may start it', async () => {
    const refused = await helen.post(plan, { input: now.example });
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain('#/input/person');
    expect((await helen.post(plan, { input: now.example, example: true })).status).toBe(200);
    expect((await pia.post(plan, { input: hire(cast), example: false })).status).toBe(403);
    expect((await pia.post('/v1/processes', { template: name, input: hire(cast) })).status).toBe(403);
    expect((await aziz.post(plan, { input: now.example, example: true })).status).toBe(403);
  });

  test('says which roles nobody fills', async () => {
    const { status, body } = await pia.post(plan, { input: now.example, roles: { it: 'nonesuch' } });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['#/roles/it']);
  });
});
