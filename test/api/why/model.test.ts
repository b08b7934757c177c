import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pair, rows } from '../../domain/process-made.ts';
import { type Between, between, type Run } from '../../domain/trust/between.ts';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { context } from '../../visibility/model/context.ts';
import type { AnyRecord, Id, RecordType } from '../../visibility/model/records/index.ts';
import { why } from '../../visibility/model/view.ts';
import { scene } from '../../visibility/worlds/scene.ts';

/** The same story told to the product and to the reference model: at every turn both name the same reasons. */
jest.setTimeout(90_000);

let both: Between;
let api: Api;
let run: Run;
let trust: string;
const clients: { [key: string]: Client } = {};
beforeAll(async () => {
  both = await between();
  // Neither Oakline nor its work is confidential here, as in the world of the model below.
  await rows(both.org, `update account set confidential = false where handle = 'oakline'`);
  api = await startApi(both.org);
  for (const [key, handle] of [
    ['oscar', 'oakline'],
    ['olive', 'oakline'],
    ['bella', 'brightwire'],
    ['helen', 'fernhill-hr'],
  ] as const)
    clients[key] = await api.as(key, handle);
  trust = `/v1/trusts/${both.trust}`;
  run = await both.begin(pair);
});
afterAll(async () => {
  await api?.close();
  await both?.org.close();
});

const model = (() => {
  const s = scene();
  const [oakline, brightwire, hr] = [s.account(), s.account(), s.account()];
  const join = (account: Id, ...roles: Parameters<typeof s.role>[2][]): Id => {
    const person = s.person(account);
    for (const role of roles) s.role(person, account, role);
    return person;
  };
  const people = {
    oscar: [join(oakline, 'specialist', 'account_admin'), oakline],
    olive: [join(oakline, 'end_user'), oakline],
    bella: [join(brightwire, 'specialist', 'account_admin'), brightwire],
    helen: [join(hr, 'specialist'), hr],
  } as const;
  const [oscar, bella] = [people.oscar[0], people.bella[0]];
  const team = s.team(brightwire, bella);
  const offering = s.offering(brightwire, s.service(brightwire, team), [oakline]);
  const { handle } = s.record('account', brightwire);
  const id = s.does(oscar, oakline, 'invite', undefined, { handle, as: 'trusting' }, 'trust');
  const it = () => s.record('trust', id);
  s.does(bella, brightwire, 'accept', it());
  s.does(bella, brightwire, 'grant', it(), { capability: 'assign_tasks', teams: [team] });
  s.does(bella, brightwire, 'offer', it(), { offering });
  s.does(oscar, oakline, 'accept_offer', it(), { offering });
  const node = { name: 'login', kind: 'implementation' as const, accountId: brightwire, teamId: team };
  const rest = { offeringId: offering, share: [], after: [], instructions: 'a login' };
  const template = s.record('template', s.template(oakline, ['specialist'], [{ ...node, ...rest }]));
  const input = { subject: people.olive[0], fields: { shared: 'zq-x', kept: 'zq-y' } };
  const process = s.does(oscar, oakline, 'start', template, input, 'process');
  const task = s.world.task[0]?.id as Id;
  return { s, people, it, ids: { account: oakline, trust: id, team, process, task, person: people.olive[0] } };
})();

/** What the product says more precisely than the model knows: who started it, and who has taken it. */
const precise = ['starter', 'assignee'];

async function agree(stage: string): Promise<void> {
  const login = await run.task('made-login');
  const addresses = {
    account: `accounts/${both.org.accountId('oakline')}`,
    trust: `trusts/${both.trust}`,
    team: `teams/${login.teamId}`,
    process: `processes/${run.id}`,
    task: `tasks/${login.id}`,
    person: `people/${both.org.personId('olive')}`,
  } as const;
  for (const [key, [person, account]] of Object.entries(model.people))
    for (const [type, address] of Object.entries(addresses)) {
      const { status, body } = await (clients[key] as Client).get(`/v1/${address}/why`);
      const said: string[] = status === 200 ? body.reasons.map((one: { because: string }) => one.because) : [];
      const product = new Set(said.filter((one) => !precise.includes(one)));
      const ctx = context(model.s.world, person, account);
      const record = model.s.record(type as RecordType, model.ids[type as keyof typeof model.ids]) as AnyRecord;
      const expected = ctx ? why(model.s.world, ctx, record) : [];
      // An account that others read by a stub alone has no address of its own there: a process is met in its tasks.
      const stub = type === 'process' && account !== model.people.oscar[1];
      const all = expected.flatMap(({ because, capability }) => (capability === 'share_contact' ? [] : [because]));
      // Whom one sees anyway the product does not say to be met besides.
      const named = all.some((one) => one !== 'involved') ? all.filter((one) => one !== 'involved') : all;
      expect([stage, key, type, [...product].sort()]).toEqual([
        stage,
        key,
        type,
        stub ? [] : [...new Set(named)].sort(),
      ]);
    }
}

test('at every turn of the story the product and the model name the same reasons', async () => {
  const { s, people, it, ids } = model;
  const [oscar, oakline] = people.oscar;
  const [bella, brightwire] = people.bella;
  await agree('assigned');
  s.does(oscar, oakline, 'grant', it(), { capability: 'share_contact' });
  await clients.oscar?.send('PUT', `${trust}/grants/share_contact`, { body: {} });
  await agree('contact shared');
  s.does(bella, brightwire, 'complete', s.record('task', ids.task));
  const { id } = await run.task('made-login');
  await clients.bella?.post(`/v1/tasks/${id}/completion`, { output: { username: 'olive', place: 'onsite' } });
  await agree('completed');
  s.does(oscar, oakline, 'suspend', it());
  await clients.oscar?.post(`${trust}/suspension`);
  await agree('suspended');
  s.does(oscar, oakline, 'revoke', it());
  await clients.oscar?.post(`${trust}/revocation`);
  await agree('ended');
});
