import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding, type Running } from '../support/running.ts';

/** What happened so far, as both sides of a task and others read it. */
let cast: Organisation;
let api: Api;
let helen: Client;
let fatima: Client;
let running: Running;
let desk: string;
const facilities = { handle: 'fernhill-facilities', name: 'Fernhill Facilities' };
const hr = { handle: 'fernhill-hr', name: 'Fernhill HR' };
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  [helen, fatima] = await Promise.all([api.as('helen'), api.as('fatima')]);
  running = await onboarding(cast, helen, { homeAddress: 'canary of a field' });
  desk = (await running.task('assign-desk')).id;
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

type Item = {
  at: string;
  action: string;
  tasks: { id: string; title: string }[];
  actor: { name: string | null; account: object } | null;
  changes: object;
};
const storyOf = async (client: Client, path = `/v1/tasks/${desk}`): Promise<Item[]> =>
  (await client.get(`${path}/story?perPage=100`)).body.items;
const actions = (items: Item[]) => items.map(({ action }) => action);

describe('the story of a task', () => {
  test('is told to both sides, newest first, each with its own people by name', async () => {
    await fatima.post(`/v1/tasks/${desk}/acceptance`);
    await fatima.post(`/v1/tasks/${desk}/wait`, { for: 'customer', reason: 'Which floor?' });
    await helen.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'The second' });
    await helen.post(`/v1/tasks/${desk}/notes`, { kind: 'internal', text: 'canary of hr' });
    await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'internal', text: 'canary of facilities' });
    await helen.send('PUT', `/v1/tasks/${desk}/impact`, { body: { impact: 'high', reason: 'She is on stage' } });
    await fatima.post(`/v1/tasks/${desk}/start`);
    await fatima.post(`/v1/tasks/${desk}/completion`, { output: { desk: 'D4', floor: '2' } });
    const [owner, holder] = [await storyOf(helen), await storyOf(fatima)];
    const all = ['completed', 'started', 'classified', 'noted', 'waiting', 'accepted', 'activated'];
    expect(actions(owner)).toEqual(all);
    expect(actions(holder)).toEqual(all);
    expect(holder.map(({ actor }) => actor)).toEqual([
      { name: 'Fatima Reyes', account: facilities },
      { name: 'Fatima Reyes', account: facilities },
      { name: null, account: hr },
      { name: null, account: hr },
      { name: 'Fatima Reyes', account: facilities },
      { name: 'Fatima Reyes', account: facilities },
      null,
    ]);
    expect(owner.map(({ actor }) => actor)).toEqual([
      { name: null, account: facilities },
      { name: null, account: facilities },
      { name: 'Helen Marsh', account: hr },
      { name: 'Helen Marsh', account: hr },
      { name: null, account: facilities },
      { name: null, account: facilities },
      null,
    ]);
    for (const items of [owner, holder]) {
      expect(items[0]).toMatchObject({ changes: { output: { desk: 'D4', floor: '2' } } });
      expect(items[2]?.changes).toMatchObject({ from: 'none', to: 'high' });
      expect(items[3]?.changes).toEqual({});
      expect(items[4]?.changes).toEqual({ for: 'customer', reason: 'Which floor?' });
      expect(items.every(({ tasks }) => tasks[0]?.id === desk && tasks[0].title === 'assign desk')).toBe(true);
      expect([...items].sort((a, b) => (a.at < b.at ? 1 : -1))).toEqual(items);
      expect(JSON.stringify(items)).not.toMatch(/canary|member|team|note"/);
    }
    expect(owner[2]?.changes).toMatchObject({ reason: 'She is on stage' });
    expect(JSON.stringify(holder)).not.toContain('on stage');
    expect(JSON.stringify(owner)).not.toContain('Fatima');
    expect(JSON.stringify(holder)).not.toContain('Helen');
    expect(JSON.stringify(holder)).not.toContain(running.id);
  });

  test('names people of the provider to the owner while it shows them, and never the other way round', async () => {
    const felix = await api.as('felix', 'fernhill-facilities');
    const trusts = (await felix.get('/v1/trusts')).body.items;
    const { id } = trusts.find(({ account }: { account: { handle: string } }) => account.handle === 'fernhill-hr');
    const grant = `/v1/trusts/${id}/grants/show_specialists`;
    expect((await felix.send('PUT', grant, { body: {} })).status).toBeLessThan(300);
    expect((await storyOf(helen))[0]?.actor).toEqual({ name: 'Fatima Reyes', account: facilities });
    expect(JSON.stringify(await storyOf(fatima))).not.toContain('Helen');
    expect((await felix.send('DELETE', grant)).status).toBeLessThan(300);
    expect((await storyOf(helen))[0]?.actor).toEqual({ name: null, account: facilities });
  });

  test('comes in pages, each item once, however they are cut', async () => {
    const all = await storyOf(helen);
    for (const perPage of [1, 2, 3, 6, 7, 8]) {
      const found: Item[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { items: Item[]; next: string | null } = (
          await helen.get(`/v1/tasks/${desk}/story?perPage=${perPage}${cursor && `&cursor=${cursor}`}`)
        ).body;
        found.push(...page.items);
        cursor = page.next;
      }
      expect([perPage, found]).toEqual([perPage, all]);
    }
  });

  test('is not there for who does not see the task', async () => {
    for (const key of ['ida', 'oscar', 'bella'])
      expect([key, (await (await api.as(key)).get(`/v1/tasks/${desk}/story`)).status]).toEqual([key, 404]);
    // Not even for whom it is about.
    const nadia = (await api.as('nadia')).with({ 'x-account': 'fernhill-hr' });
    expect((await nadia.get(`/v1/tasks/${desk}/story`)).status).toBe(404);
  });

  test('of an approval has the votes, each with what was said', async () => {
    const { id } = await running.task('equipment-budget');
    const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
    const [vote] = (await marta.get('/v1/approvals?status=assigned')).body.items;
    await marta.post(`/v1/approvals/${vote.id}/approval`, { reason: 'Buy it' });
    const items = await storyOf(helen, `/v1/tasks/${id}`);
    expect(actions(items)).toEqual(['approved', 'approved', 'activated']);
    expect(items.map(({ changes }) => changes)).toContainEqual({ reason: 'Buy it' });
    expect(items.every(({ tasks }) => tasks[0]?.id === id)).toBe(true);
  });

  test('ends with the trust: what was finished stays readable as it was', async () => {
    const before = actions(await storyOf(fatima));
    const hugo = await api.as('hugo', 'fernhill-hr');
    const trusts = (await hugo.get('/v1/trusts')).body.items;
    const { id } = trusts.find(({ account }: { account: { handle: string } }) => account.handle === facilities.handle);
    expect((await hugo.post(`/v1/trusts/${id}/revocation`)).status).toBe(200);
    await helen.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'Who sits there now?' });
    expect(actions(await storyOf(fatima))).toEqual(before);
    expect(actions(await storyOf(helen))).toEqual(['noted', ...before]);
    const badge = await running.task('issue-badge');
    expect((await fatima.get(`/v1/tasks/${badge.id}/story`)).status).toBe(404);
  });
});

describe('the story of a process', () => {
  test('is of it and all its tasks, for whoever follows it', async () => {
    const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
    const items = await storyOf(helen, `/v1/processes/${running.id}`);
    expect(await storyOf(marta, `/v1/processes/${running.id}`)).toEqual(items);
    expect(items.at(-1)).toMatchObject({ action: 'started', tasks: [], actor: { name: 'Helen Marsh' }, changes: {} });
    const activated = items.find(({ action }) => action === 'tasks_activated');
    expect(activated).toMatchObject({ actor: null, changes: {} });
    expect(activated?.tasks.length).toBeGreaterThan(0);
    expect(activated?.tasks.every(({ id, title }) => id !== '' && title !== '')).toBe(true);
    const completed = items.find(({ action, tasks }) => action === 'completed' && tasks[0]?.id === desk);
    expect(completed).toMatchObject({ actor: { name: null, account: { handle: facilities.handle } } });
    const approved = items.filter(({ action }) => action === 'approved');
    expect(new Set(approved.flatMap(({ tasks }) => tasks.map(({ title }) => title)))).toEqual(
      new Set(['equipment budget']),
    );
    expect(JSON.stringify(items)).not.toMatch(/canary|Fatima/);
  });

  test('is not there for others', async () => {
    for (const key of ['fatima', 'ida', 'oscar'])
      expect([key, (await (await api.as(key)).get(`/v1/processes/${running.id}/story`)).status]).toEqual([key, 404]);
  });
});
