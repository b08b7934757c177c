import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding, type Running } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let helen: Client;
let fatima: Client;
let running: Running;
let desk: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  helen = await api.as('helen');
  fatima = await api.as('fatima');
  running = await onboarding(cast, helen);
  desk = (await running.task('assign-desk')).id;
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

describe('what is seen of a task', () => {
  test('whoever holds it sees what was shared, and of its process a general title and no id', async () => {
    const seen = (await fatima.get(`/v1/tasks/${desk}`)).body;
    expect(seen).toMatchObject({
      title: 'assign desk',
      status: 'assigned',
      owner: { handle: 'fernhill-hr' },
      process: { id: null, title: 'A new colleague' },
      assigned: { account: { handle: 'fernhill-facilities' }, team: 'Housing team', member: null },
      forPerson: 'Nadia Costa',
      input: { person: cast.personId('nadia'), site: 'Amsterdam' },
      votes: [],
    });
    expect(seen.outputSchema.required).toEqual(['desk', 'floor']);
  });

  test('whoever owns the process sees both sides but not who works it, with the same clock figures', async () => {
    await fatima.post(`/v1/tasks/${desk}/acceptance`);
    const [owner, holder] = [(await helen.get(`/v1/tasks/${desk}`)).body, (await fatima.get(`/v1/tasks/${desk}`)).body];
    expect(owner).toMatchObject({ process: { id: running.id }, status: 'accepted', assigned: { member: null } });
    expect(holder.assigned.member).toBe('Fatima Reyes');
    for (const goal of ['respond', 'complete']) {
      expect(owner.clocks[goal]).toMatchObject({
        goal: holder.clocks[goal].goal,
        breachesAt: holder.clocks[goal].breachesAt,
      });
      expect(Math.abs(owner.clocks[goal].remaining - holder.clocks[goal].remaining)).toBeLessThan(0.2);
    }
    expect(owner.clocks.respond.goal).toBe(240);
    expect(owner.nextTarget).toEqual({ is: 'response', at: owner.clocks.respond.breachesAt });
    expect(holder.nextTarget).toEqual(owner.nextTarget);
  });

  test('nobody else finds it, nor one that is not activated yet', async () => {
    const later = (await running.task('prepare-laptop')).id;
    for (const [key, id] of [
      ['ida', desk],
      ['ida', later],
      ['oscar', desk],
      ['bella', desk],
      ['marta', desk],
    ] as const) {
      const acting =
        key === 'marta' ? (await api.as(key)).with({ 'x-account': 'fernhill-facilities' }) : await api.as(key);
      const { status, body } = await acting.get(`/v1/tasks/${id}`);
      expect([key, status, body.detail]).toEqual([key, 404, 'There is no such task, or it is not yours to see.']);
    }
    expect((await helen.get(`/v1/tasks/${later}`)).body.status).toBe('registered');
  });

  test('lists hold the same tasks, page by page, and filters narrow them', async () => {
    const all = await collect(helen, '/v1/tasks?perPage=3');
    expect(all.length).toBe(9);
    expect(new Set(all).size).toBe(9);
    expect(await collect(fatima, '/v1/tasks')).toEqual([desk]);
    expect(await collect(fatima, `/v1/tasks?process=${running.id}`)).toEqual([]);
    expect(await collect(helen, `/v1/tasks?process=${running.id}&status=registered,assigned`)).toHaveLength(7);
    expect(await collect(helen, '/v1/tasks?category=approval')).toHaveLength(1);
    expect(await collect(helen, '/v1/tasks?overdue=true')).toEqual([]);
    expect(await collect(helen, '/v1/tasks?overdue=false')).toHaveLength(9);
  });
});

describe('working a task', () => {
  test('a change refuses a version that is past', async () => {
    const before = await fatima.get(`/v1/tasks/${desk}`);
    const etag = before.headers.get('etag') as string;
    expect(etag).toBe(`"${before.body.version}"`);
    const started = await fatima.post(`/v1/tasks/${desk}/start`, undefined, { 'if-match': etag });
    expect(started.headers.get('etag')).toBe(`"${started.body.version}"`);
    expect(started.body.version).toBeGreaterThan(before.body.version);
    const stale = await fatima.post(`/v1/tasks/${desk}/failure`, { reason: 'No desk' }, { 'if-match': etag });
    expect(stale).toMatchObject({ status: 412, body: { type: 'urn:accord:problem:stale' } });
  });

  test('waiting for the customer stops the clocks on both sides', async () => {
    const waiting = await fatima.post(`/v1/tasks/${desk}/wait`, { for: 'customer', reason: 'Which floor?' });
    expect(waiting.body).toMatchObject({ status: 'waiting_for_customer', reason: 'Which floor?', target: null });
    expect((await helen.get(`/v1/tasks/${desk}`)).body.clocks.complete).toMatchObject({
      stopped: true,
      breachesAt: null,
    });
    expect((await fatima.post(`/v1/tasks/${desk}/start`)).body).toMatchObject({ status: 'in_progress' });
    expect((await helen.get(`/v1/tasks/${desk}`)).body.clocks.complete.stopped).toBe(false);
  });

  test('completion names each field of the output that is missing', async () => {
    const refused = await fatima.post(`/v1/tasks/${desk}/completion`, { output: { desk: 'D4' } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([{ pointer: '#/output/floor', detail: 'is missing' }]);
    const done = await fatima.post(`/v1/tasks/${desk}/completion`, { output: { desk: 'D4', floor: '2' } });
    expect(done.body).toMatchObject({ status: 'completed' });
    expect((await helen.get(`/v1/tasks/${desk}`)).body.output).toEqual({ desk: 'D4', floor: '2' });
    const again = await fatima.post(`/v1/tasks/${desk}/completion`, { output: { desk: 'D5', floor: '2' } });
    expect(again).toMatchObject({ status: 409, body: { detail: 'You cannot complete a task that is completed.' } });
  });

  test('the account that owns a task does not work it, and the one that holds it does not decide about it', async () => {
    await running.drive();
    const badge = (await running.task('issue-badge')).id;
    expect((await helen.post(`/v1/tasks/${badge}/acceptance`)).status).toBe(403);
    expect((await fatima.post(`/v1/tasks/${badge}/cancellation`, { reason: 'x' })).status).toBe(403);
    expect((await fatima.post(`/v1/tasks/${badge}/retry`)).status).toBe(403);
  });

  test('of two who accept at once one is refused', async () => {
    const badge = (await running.task('issue-badge')).id;
    const both = await Promise.all(
      [fatima, await api.as('felix')].map((one) => one.post(`/v1/tasks/${badge}/acceptance`)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a rejected task halts the process; a retry is a new round of it', async () => {
    const badge = (await running.task('issue-badge')).id;
    expect((await fatima.post(`/v1/tasks/${badge}/rejection`, { reason: 'No photograph' })).body.status).toBe(
      'rejected',
    );
    await running.drive();
    const halted = (await helen.get(`/v1/processes/${running.id}`)).body;
    expect(halted).toMatchObject({ status: 'progress_halted', halted: [badge], progress: { halted: 1 } });
    const retried = await helen.post(`/v1/tasks/${badge}/retry`);
    expect(retried).toMatchObject({ status: 201, body: { round: 2, status: 'registered', title: 'issue badge' } });
    expect(retried.headers.get('location')).toBe(`/v1/tasks/${retried.body.id}`);
    await running.drive();
    expect((await helen.get(`/v1/processes/${running.id}`)).body).toMatchObject({ status: 'in_progress', halted: [] });
  });

  test('a task is handed on within the account, to a linked team and its members only', async () => {
    const badge = (await running.task('issue-badge')).id;
    const me = (await fatima.get('/v1/me')).body;
    const [security] = me.accounts
      .flatMap(({ teams }: { teams: { id: string; name: string }[] }) => teams)
      .filter(({ name }: { name: string }) => name === 'Security team');
    const handed = await fatima.post(`/v1/tasks/${badge}/assignment`, {
      team: security.id,
      member: cast.personId('felix'),
    });
    expect(handed.status).toBe(200);
    expect((await fatima.get(`/v1/tasks/${badge}`)).body.assigned).toMatchObject({
      team: 'Security team',
      member: 'Felix Braun',
    });
    const stranger = { team: security.id, member: cast.personId('ida') };
    expect((await fatima.post(`/v1/tasks/${badge}/assignment`, stranger)).body.errors[0].pointer).toBe('#/member');
  });
});

async function collect(client: Client, path: string): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = path;
  while (next) {
    const page: Awaited<ReturnType<Client['get']>> = await client.get(next);
    expect(page.status).toBe(200);
    ids.push(...page.body.items.map(({ id }: { id: string }) => id));
    next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    expect(next === undefined).toBe(page.body.next === null);
  }
  return ids;
}
