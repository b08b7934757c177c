import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { board, pair, rows } from '../../domain/process-made.ts';
import { type Between, between, type Run } from '../../domain/trust/between.ts';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { compare, type Sides } from './sides.ts';

// Many requests each, on a machine that may be busy.
jest.setTimeout(90_000);

/** Oakline and Brightwire, which share no directory: everything between them is disclosed, or hidden. */
let both: Between;
let api: Api;
let oakline: Client;
let brightwire: Client;
let sides: Sides;
let run: Run;
let login: string;
let trust: string;
beforeAll(async () => {
  both = await between();
  await rows(both.org, `update person set phone = '+44 20 7946 0000' where id = $1`, both.org.personId('olive'));
  api = await startApi(both.org);
  oakline = await api.as('oscar', 'oakline');
  brightwire = await api.as('bella', 'brightwire');
  sides = { oakline, brightwire };
  trust = `/v1/trusts/${both.trust}`;
  run = await both.begin(pair);
  login = `/v1/tasks/${(await run.task('made-login')).id}`;
  await oakline.post(`/v1/processes/${run.id}/notes`, { kind: 'public', text: 'She asks for a quiet room' });
  await oakline.post(`/v1/processes/${run.id}/notes`, { kind: 'internal', text: 'canary of Oakline' });
});
afterAll(async () => {
  await api?.close();
  await both?.org.close();
});

const grant = async (client: Client, capability: string, body: object = {}) => {
  const { status, body: answer } = await client.send('PUT', `${trust}/grants/${capability}`, { body });
  expect([capability, status, answer.detail]).toEqual([capability, 200, undefined]);
};
const because = async (client: Client, path: string) => {
  const asked = await client.get(`${path}/why`);
  expect([path, asked.status]).toEqual([path, (await client.get(path)).status]);
  return asked.status === 200 ? asked.body.reasons : asked.status;
};

describe('between two accounts', () => {
  let olive: string;
  beforeEach(() => {
    olive = `/v1/people/${both.org.personId('olive')}`;
  });

  test('with nothing granted, people are met by name, and the other side of the trust says so', async () => {
    expect(await because(brightwire, olive)).toMatchObject([
      { because: 'involved', role: 'specialist', trust: { account: { handle: 'oakline' } } },
      { because: 'involved', role: 'account_admin' },
    ]);
    expect((await brightwire.get(`${olive}/why`)).body.reasons[0].capability).toBeUndefined();
    const seen = await compare(both.org, sides);
    expect(seen).toEqual({ tasks: 2, notes: 0, teams: expect.any(Number), services: expect.any(Number), people: 1 });
    const { items } = (await oakline.get(`${trust}/other-side/people`)).body;
    expect(items).toEqual([{ id: both.org.personId('olive'), name: 'Olive Stone' }]);
  });

  test('what is granted is named as the reason, and shown from the other side', async () => {
    for (const capability of ['share_contact', 'share_plan', 'share_workflow_notes']) await grant(oakline, capability);
    const [reason] = await because(brightwire, olive);
    expect(reason).toMatchObject({ because: 'involved', capability: 'share_contact', since: expect.any(String) });
    const { items } = (await oakline.get(`${trust}/other-side/people`)).body;
    expect(items).toEqual([expect.objectContaining({ name: 'Olive Stone', phone: '+44 20 7946 0000' })]);
    const seen = await compare(both.org, sides);
    expect(seen).toMatchObject({ tasks: 2, plan: 6, 'process-notes': 2, people: 1 });
    for (const [noun, capability] of [
      ['plan', 'share_plan'],
      ['process-notes', 'share_workflow_notes'],
    ])
      expect(await because(brightwire, `${login}/${noun}`)).toMatchObject([
        { because: 'trust', role: 'specialist', capability, trust: { account: { handle: 'oakline' } } },
        { because: 'trust', role: 'account_admin', capability },
      ]);
    await oakline.send('DELETE', `${trust}/grants/share_plan`);
    expect(await because(brightwire, `${login}/plan`)).toBe(404);
    expect((await compare(both.org, sides)).plan).toBeUndefined();
  });

  test('who works a task is on neither side’s view until the other side shows it', async () => {
    await brightwire.post(`${login}/acceptance`);
    const bella = `/v1/people/${both.org.personId('bella')}`;
    const shown = async () =>
      (await oakline.get(`${trust}/other-side/tasks`)).body.items.map(
        ({ assigned }: { assigned: { member: string | null } }) => assigned.member,
      );
    expect(await because(oakline, bella)).toBe(404);
    expect(await shown()).toEqual([null, null]);
    await grant(brightwire, 'show_specialists');
    expect(await because(oakline, bella)).toMatchObject([
      { because: 'involved', role: 'specialist', capability: 'show_specialists' },
      { because: 'involved', role: 'account_admin', capability: 'show_specialists' },
    ]);
    expect([...(await shown())].sort()).toEqual(['Bella Wright', null]);
    await compare(both.org, sides);
  });

  test('a vote that is asked across the trust', async () => {
    await grant(brightwire, 'assign_approvals', { level: 'anyone' });
    const asked = await both.begin(board, { board: [both.org.personId('bella'), both.org.personId('oscar')] });
    const budget = `/v1/tasks/${(await asked.task('budget')).id}`;
    expect(await because(brightwire, budget)).toMatchObject([
      { because: 'approver', trust: { account: { handle: 'oakline' } } },
      { because: 'trust', role: 'specialist', capability: 'assign_approvals' },
      { because: 'trust', role: 'account_admin', capability: 'assign_approvals' },
    ]);
    const [{ id }] = (await brightwire.get('/v1/approvals')).body.items;
    expect(await because(brightwire, `/v1/approvals/${id}`)).toMatchObject([{ because: 'approver' }]);
    const met = await because(oakline, `/v1/people/${both.org.personId('bella')}`);
    expect(met.at(-1).sentence).toMatch(/: this person is asked for an approval of yours\.$/);
    expect((await compare(both.org, sides)).tasks).toBe(3);
    expect((await oakline.get(`${budget}/audience`)).status).toBe(200);
  });

  test('a role that is lent is named with the trust, to whoever has it and to the account that lends it', async () => {
    await grant(oakline, 'roles', { roles: ['auditor'] });
    const lent = `${trust}/lent-roles/${both.org.personId('bella')}/auditor`;
    expect((await brightwire.send('PUT', lent)).status).toBeLessThan(300);
    const inside = await api.as('bella', 'oakline');
    const process = `/v1/processes/${run.id}`;
    expect(await because(inside, process)).toMatchObject([
      {
        because: 'role',
        role: 'auditor',
        capability: 'roles',
        trust: { account: { handle: 'brightwire' } },
        sentence: expect.stringMatching(/as auditor of Oakline, lent across the trust with Brightwire \(since/),
      },
    ]);
    const seen = (await oakline.get(`${process}/audience`)).body.people;
    expect(seen).toMatchObject([
      { person: { name: 'Bella Wright' }, reasons: [{ role: 'auditor', capability: 'roles' }] },
    ]);
    await oakline.send('DELETE', `${trust}/grants/roles`);
    expect(await because(inside, process)).toBe(404);
    expect((await oakline.get(`${process}/audience`)).body.people).toEqual([]);
  });

  test('while the trust is suspended nothing open is seen, nor said to be', async () => {
    await brightwire.post(`${login}/completion`, { output: { username: 'olive', place: 'onsite' } });
    await oakline.post(`${trust}/suspension`);
    expect(await because(brightwire, olive)).toBe(404);
    expect(await because(brightwire, login)).toMatchObject([
      { because: 'assignee' },
      { because: 'former', role: 'specialist' },
      { because: 'former', role: 'account_admin' },
    ]);
    expect(await because(brightwire, `/v1/accounts/${both.org.accountId('oakline')}`)).toMatchObject([
      { because: 'trust' },
      { because: 'trust' },
    ]);
    expect((await oakline.get(`${login}/audience`)).body.accounts).toMatchObject([
      {
        account: { handle: 'brightwire' },
        reasons: [{ because: 'former', sentence: expect.stringMatching(/suspended\.$/) }],
      },
    ]);
    const seen = await compare(both.org, sides);
    expect(seen).toMatchObject({ tasks: 1, teams: 0, services: 0 });
    expect(seen.people).toBeUndefined();
    await oakline.send('DELETE', `${trust}/suspension`);
    expect((await compare(both.org, sides)).tasks).toBe(3);
  });

  test('after the end, what was finished is as it was then', async () => {
    await oakline.post(`${trust}/revocation`);
    await rows(both.org, `update account set name = 'Renamed' where handle = 'oakline'`);
    const seen = await compare(both.org, sides);
    expect(seen).toMatchObject({ tasks: 1 });
    const { items } = (await oakline.get(`${trust}/other-side/tasks`)).body;
    expect(items).toMatchObject([{ owner: { name: 'Oakline' }, title: 'made login' }]);
    const [, reason] = await because(brightwire, login);
    expect(reason.sentence).toMatch(/: it was finished for Oakline under a trust that has ended since\.$/);
  });
});
