import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding, type Running } from '../../support/running.ts';
import { stateOf } from '../../support/state.ts';
import { expectRefused, someId } from './refused.ts';

let cast: Organisation;
let api: Api;
let helen: Client;
let fatima: Client;
let running: Running;
let desk: string;
let login: string;
let laptop: string;
let before: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  [helen, fatima] = [await api.as('helen'), await api.as('fatima')];
  running = await onboarding(cast, helen);
  [desk, login, laptop] = (await Promise.all(
    ['assign-desk', 'create-login', 'prepare-laptop'].map(async (node) => (await running.task(node)).id),
  )) as [string, string, string];
});
beforeEach(async () => {
  before = await stateOf(cast.database.ownerUrl);
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

/** Every change of a task, with a body that fits. */
const verbs: readonly { readonly verb: string; readonly reason?: object }[] = [
  { verb: 'acceptance' },
  { verb: 'start' },
  { verb: 'retry' },
  { verb: 'failure', reason: { reason: 'x' } },
  { verb: 'rejection', reason: { reason: 'x' } },
  { verb: 'cancellation', reason: { reason: 'x' } },
  { verb: 'completion', reason: { output: {} } },
  { verb: 'wait', reason: { for: 'other', reason: 'x' } },
  { verb: 'assignment', reason: { team: someId } },
  { verb: 'notes', reason: { kind: 'public', text: 'x' } },
];

async function refusedUnchanged(what: string, answer: Awaited<ReturnType<Client['post']>>): Promise<number> {
  const status = expectRefused(what, answer);
  expect([what, (await stateOf(cast.database.ownerUrl)) === before]).toEqual([what, true]);
  return status;
}

test('a task of others is not there, whatever is tried with it', async () => {
  for (const { verb, reason } of verbs) {
    for (const [key, id] of [
      ['ida', desk],
      ['fatima', login],
      ['oscar', desk],
      ['bella', desk],
      ['fatima', running.id],
      ['ida', laptop],
    ] as const) {
      const status = await refusedUnchanged(
        `${verb} by ${key}`,
        await (await api.as(key)).post(`/v1/tasks/${id}/${verb}`, reason),
      );
      expect([verb, key, status]).toEqual([verb, key, 404]);
    }
  }
}, 60_000);

test('a task is not worked before its time, nor by the account that owns it', async () => {
  for (const verb of ['acceptance', 'start', 'completion', 'failure', 'rejection', 'wait', 'assignment'] as const) {
    const reason = verbs.find((one) => one.verb === verb)?.reason;
    const status = await refusedUnchanged(
      `${verb} of a registered task`,
      await helen.post(`/v1/tasks/${laptop}/${verb}`, reason),
    );
    expect([verb, [409, 422].includes(status)]).toEqual([verb, true]);
    expect([
      verb,
      await refusedUnchanged(`${verb} by the owner`, await helen.post(`/v1/tasks/${desk}/${verb}`, reason)),
    ]).toEqual([verb, 403]);
  }
});

describe('a change is refused', () => {
  const later = new Date(Date.now() + 86_400_000).toISOString();
  const table: readonly [string, string, unknown, number][] = [
    ['to wait for nothing', 'wait', { for: 'customer' }, 422],
    ['to wait for somebody else', 'wait', { for: 'nobody', reason: 'x' }, 422],
    ['to wait until what has passed', 'wait', { for: 'other', reason: 'x', until: '2020-01-01T00:00:00.000Z' }, 422],
    ['to wait until a date', 'wait', { for: 'other', reason: 'x', until: '2027-01-01' }, 422],
    ['to wait until a local time', 'wait', { for: 'other', reason: 'x', until: '2027-01-01T10:00:00' }, 422],
    ['to wait until 24:00', 'wait', { for: 'other', reason: 'x', until: '2027-01-01T24:00:00Z' }, 422],
    ['to wait until a leap second', 'wait', { for: 'other', reason: 'x', until: '2027-06-30T23:59:60Z' }, 422],
    ['to wait until a day that is none', 'wait', { for: 'other', reason: 'x', until: '2027-02-29T10:00:00Z' }, 422],
    ['to wait until the year 275760', 'wait', { for: 'other', reason: 'x', until: '+275760-09-13T00:00:00Z' }, 422],
    ['to wait with a status', 'wait', { for: 'other', reason: 'x', status: 'completed', until: later }, 422],
    ['to fail without a reason', 'failure', {}, 422],
    ['to fail for a blank reason', 'failure', { reason: ' \t\n ' }, 422],
    ['to fail for a reason too long', 'failure', { reason: 'x'.repeat(2001) }, 422],
    ['to reject for a reason that is no text', 'rejection', { reason: ['x'] }, 422],
    ['to complete with nothing', 'completion', {}, 422],
    ['to complete with another output', 'completion', { output: { desk: 1, floor: '2' } }, 422],
    ['to complete with more than was asked', 'completion', { output: { desk: 'D', floor: '2', salary: 1 } }, 422],
    ['to complete with a list', 'completion', { output: [] }, 422],
    ['to complete with null', 'completion', { output: null }, 422],
    ['to complete in the past', 'completion', { output: { desk: 'D', floor: '2' }, finishedAt: '2020-01-01' }, 422],
    ['to hand it to no team', 'assignment', { member: someId }, 422],
    ['to hand it to a team that is not there', 'assignment', { team: someId }, 422],
    ['to hand it to an account', 'assignment', { account: 'brightwire' }, 422],
    ['to note nothing', 'notes', { kind: 'public', text: '' }, 422],
    ['to note without saying for whom', 'notes', { text: 'x' }, 422],
    ['to note for somebody else', 'notes', { kind: 'secret', text: 'x' }, 422],
    ['to note in another account', 'notes', { kind: 'internal', text: 'x', accountId: someId }, 422],
    ['to note too much', 'notes', { kind: 'public', text: 'x'.repeat(20_001) }, 422],
  ];
  test.each(table)('%s', async (what, verb, body, status) => {
    expect(await refusedUnchanged(what, await fatima.post(`/v1/tasks/${desk}/${verb}`, body))).toBe(status);
  });

  test('to hand it to a team of another account', async () => {
    const teams = (await (await api.as('ida')).get('/v1/teams')).body.items;
    expect(teams.length).toBeGreaterThan(0);
    const answer = await fatima.post(`/v1/tasks/${desk}/assignment`, { team: teams[0].id });
    expect(await refusedUnchanged('another account', answer)).toBe(422);
  });

  test('under a key that another command has', async () => {
    const key = { 'idempotency-key': 'one' };
    const written = await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'First.' }, key);
    expect(written.status).toBe(201);
    before = await stateOf(cast.database.ownerUrl);
    const again = await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'First.' }, key);
    expect(again.body).toEqual(written.body);
    expect(
      await refusedUnchanged(
        'another text',
        await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'Second.' }, key),
      ),
    ).toBe(422);
    expect(
      await refusedUnchanged('another address', await fatima.post(`/v1/tasks/${desk}/acceptance`, undefined, key)),
    ).toBe(422);
    // Somebody else's key is another key.
    expect(
      (await (await api.as('felix')).post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'Third.' }, key)).status,
    ).toBe(201);
  });

  test('for a version that is past, before and instead of anything else', async () => {
    for (const { verb, reason } of verbs.filter((one) => !['cancellation', 'retry', 'notes'].includes(one.verb))) {
      const body = verb === 'completion' ? { output: { desk: 'D', floor: '2' } } : reason;
      const answer = await fatima.post(`/v1/tasks/${desk}/${verb}`, body, { 'if-match': '"999"' });
      expect([verb, await refusedUnchanged(verb, answer)]).toEqual([verb, 412]);
    }
    expect(
      await refusedUnchanged(
        'canceling',
        await helen.post(`/v1/tasks/${desk}/cancellation`, { reason: 'x' }, { 'if-match': '"999"' }),
      ),
    ).toBe(412);
    expect(
      await refusedUnchanged(
        'calling off',
        await helen.post(`/v1/processes/${running.id}/cancellation`, { reason: 'x' }, { 'if-match': '"999"' }),
      ),
    ).toBe(412);
  });

  test('when it is read-only people who ask', async () => {
    const aziz = await api.as('aziz', 'fernhill-hr');
    for (const { verb, reason } of verbs) {
      const status = await refusedUnchanged(
        `${verb} by an auditor`,
        await aziz.post(`/v1/tasks/${desk}/${verb}`, reason),
      );
      expect([verb, status]).toEqual([verb, 403]);
    }
    expect(
      await refusedUnchanged(
        'starting',
        await aziz.post('/v1/processes', { template: 'employee-onboarding', input: {} }),
      ),
    ).toBe(422);
    expect(
      await refusedUnchanged(
        'calling off',
        await aziz.post(`/v1/processes/${running.id}/cancellation`, { reason: 'x' }),
      ),
    ).toBe(403);
  });
});
