import type { Relation } from '../../../api/policy.ts';
import type { Route } from '../../../api/route.ts';
import { newId } from '../../../domain/id.ts';
import { keepMail } from '../../../domain/mail/mailbox.ts';
import { templates } from '../../../templates/index.ts';
import { rows } from '../../domain/process-made.ts';
import { type Api, Client } from '../../support/api.ts';
import type { Organisation } from '../../support/organisation.ts';
import { pictures } from '../../support/pictures.ts';
import { inDays, onboarding } from '../../support/running.ts';
import { type Populated, type Side, type Somebody, sides } from './accounts.ts';
import type { Caller } from './callers.ts';

/** A record that routes are tried on, and what each account, or a person himself, is to it. */
export type Target = {
  readonly label: string;
  readonly id: string;
  /** What else stands in the address. */
  readonly params?: { readonly [name: string]: string };
  readonly to: { readonly [S in Side]?: Relation | readonly Relation[] };
  /** Ids of people to whom it is their own affair, and of those who manage or started it. */
  readonly self?: readonly string[];
  readonly manager?: readonly string[];
};

export type Targets = {
  /** By what follows `/v1/` in the address. */
  readonly [noun: string]: readonly Target[];
};

/** Under this id there is nothing, in the eyes of everybody. */
export const nowhere = '0198a3c0-0000-7000-8000-00000000000f';

/** Makes, over HTTP, records of every kind in every state that matters. */
export async function targetsOf(
  cast: Organisation,
  api: Api,
  { people, accountId }: Populated,
  callers: readonly Caller[],
): Promise<Targets> {
  const one = (side: Side, name: string) =>
    people.find((person) => person.side === side && person.name === name) as Somebody;
  const as = (side: Side, name: string) => {
    const caller = callers.find((known) => known.group === side && known.name === name) as Caller;
    return new Client(api.url, caller.headers);
  };
  const made = async (client: Client, path: string, body: object): Promise<string> => {
    const { status, body: answer } = await client.post(path, body);
    if (status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer)}`);
    return answer.id;
  };
  const linked = async (side: Side, name: string) => {
    const id = newId();
    const insert =
      'insert into identity (id, account_id, person_id, issuer, subject, linked_at) values ($1, $2, $3, $4, $5, now())';
    await rows(cast, insert, id, accountId(side), one(side, name).id, 'https://id.example', id);
    return id;
  };
  const [subject, manager, starter] = [one('X', 'subject').id, one('X', 'manager').id, one('X', 'specialist').id];
  const begin = (facilities: string) =>
    onboarding(cast, as('X', 'specialist'), { person: subject, manager }, { it: sides.Y, facilities });
  const [running, halted] = [await begin(sides.F), await begin(sides.P)];
  const node = async (of: typeof running, name: string) => (await of.task(name)).id;
  const [held, desk] = [await node(running, 'create-login'), await node(running, 'assign-desk')];
  const [failed, seat] = [await node(halted, 'create-login'), await node(halted, 'assign-desk')];
  const output = { desk: 'D', floor: '2' };
  await made(as('F', 'specialist'), `/v1/tasks/${desk}/completion`, { output });
  await made(as('P', 'specialist'), `/v1/tasks/${seat}/completion`, { output });
  await made(as('Y', 'specialist'), `/v1/tasks/${failed}/failure`, { reason: 'Broken.' });
  const trusts = (await as('X', 'account_admin').get('/v1/trusts')).body.items;
  const trustWith = (side: Side): string =>
    trusts.find((trust: { account: { handle: string } }) => trust.account.handle === sides[side]).id;
  for (const side of ['Y', 'P'] as const) {
    const grants = `/v1/trusts/${trustWith(side)}/grants`;
    for (const capability of ['share_plan', 'share_workflow_notes']) {
      await as('X', 'account_admin').send('PUT', `${grants}/${capability}`, { body: {} });
    }
    for (const by of ['X', side] as const) {
      await as(by, 'account_admin').send('PUT', `${grants}/assign_approvals`, { body: { level: 'anyone' } });
      const body = { roles: ['specialist', 'key_contact'] };
      await as(by, 'account_admin').send('PUT', `${grants}/roles`, { body });
    }
    const lent = `/v1/trusts/${trustWith(side)}/lent-roles/${one(side, 'auditor').id}/key_contact`;
    await as(side, 'account_admin').send('PUT', lent);
  }
  await made(as('X', 'account_admin'), `/v1/trusts/${trustWith('F')}/revocation`, {});
  await made(as('X', 'account_admin'), `/v1/trusts/${trustWith('P')}/suspension`, {});
  const invitation = await made(as('X', 'account_admin'), '/v1/trusts', { handle: sides.Z, as: 'trusting' });
  for (const side of ['X', 'Y', 'D', 'Z'] as const) {
    await as(side, 'account_admin').send('PUT', `/v1/accounts/${accountId(side)}/logo`, {
      body: { image: pictures.png },
    });
  }
  const { items: approvals } = (await as('X', 'manager').get('/v1/approvals')).body;
  const [service] = (await as('Y', 'account_admin').get('/v1/services')).body.items;
  const [offering] = (await as('Y', 'account_admin').get(`/v1/services/${service.id}/offerings`)).body.items;
  const [ownTeam] = (await as('X', 'account_admin').get('/v1/teams')).body.items;
  const unlinked = await made(as('Y', 'account_admin'), '/v1/teams', { name: 'T' });
  await as('Y', 'account_admin').send('PUT', `/v1/teams/${unlinked}/members/${one('Y', 'specialist').id}`);
  await as('X', 'manager').send('PUT', '/v1/views/Mine', { body: { page: 'inbox', query: '' } });
  const directory = as('D', 'directory_admin');
  const mail = { id: 'one@accord.example', sender: 'a@x.example', recipient: 'b@x.example', subject: 'S', body: 'B' };
  await keepMail(cast.workerStore, accountId('X'), [{ ...mail, person: manager, sentAt: new Date() }]);

  const terms = { name: 'A', trust: trustWith('Y'), offeringId: offering.id, startsOn: inDays(2) };
  const agreement = await made(as('Y', 'account_admin'), '/v1/agreements', terms);
  const instances = `/v1/services/${service.id}/instances`;
  const instance = await made(as('Y', 'account_admin'), instances, { name: 'I', teamId: service.teamId });

  const lending = (side: Side) => ({
    'PUT person X': one('X', 'local').id,
    [`PUT person ${side}`]: one(side, 'account_admin').id,
    'DELETE person': one(side, 'auditor').id,
    'GET task': held,
  });
  const managing = { manager: [manager, starter] };
  const work = { X: 'own', Y: 'trusted' } as const;
  return {
    accounts: [
      { label: 'X', id: accountId('X'), to: { X: 'own', S: 'trusted', Y: 'trusted', P: 'trusted' } },
      { label: 'Y', id: accountId('Y'), to: { Y: 'own', X: 'trusting', S: 'trusting', Z: 'trusting' } },
      { label: 'D', id: accountId('D'), to: { D: 'own', X: 'directory', S: 'directory' } },
      { label: 'Z', id: accountId('Z'), to: { Z: 'own', Y: 'trusted' } },
    ],
    agreements: [{ label: 'agreement of X and Y', id: agreement, to: { X: 'trusting', Y: 'trusted' } }],
    approvals: [{ label: 'vote of X', id: approvals.at(-1).id, to: {}, self: [manager] }],
    mail: [{ label: 'mail to the manager', id: mail.id, to: {}, self: [manager] }],
    offerings: [{ label: 'offering of Y', id: offering.id, to: { Y: 'own' } }],
    organizations: [
      {
        label: 'organization of D',
        id: await made(directory, '/v1/organizations', { name: 'O' }),
        to: { D: 'own', X: 'directory', S: 'directory' },
      },
    ],
    people: [
      {
        label: 'colleague in D',
        id: one('D', 'colleague').id,
        to: { D: 'own', X: 'directory', S: 'directory' },
        self: [one('D', 'colleague').id],
        params: { 'DELETE identity': await linked('D', 'colleague') },
      },
      {
        label: 'key contact of Y',
        id: one('Y', 'key_contact').id,
        to: { Y: 'own' },
        self: [one('Y', 'key_contact').id],
        params: { 'DELETE identity': await linked('Y', 'key_contact') },
      },
    ],
    processes: [{ label: 'process of X', id: running.id, to: { X: 'own' }, ...managing }],
    services: [{ label: 'service of Y', id: service.id, to: { Y: 'own' } }],
    'service-instances': [{ label: 'instance of a service of Y', id: instance, to: { Y: 'own' } }],
    session: [{ label: 'provider that there is not', id: 'nonesuch', to: {} }],
    'offered-services': [
      { label: 'service offered by Y', id: service.id, to: { X: 'trusting', S: 'trusting', Z: 'trusting' } },
    ],
    sites: [
      {
        label: 'site of D',
        id: await made(directory, '/v1/sites', { name: 'S' }),
        to: { D: 'own', X: 'directory', S: 'directory' },
      },
    ],
    tasks: [
      { label: 'task of X held by Y', id: held, to: work, ...managing },
      { label: 'task of X that failed at Y', id: failed, to: work, ...managing },
      {
        label: 'task of X to be held by Y later',
        id: await node(running, 'prepare-laptop'),
        to: { X: ['own', 'holder'] },
        ...managing,
      },
      { label: 'task of X finished by F', id: desk, to: { X: 'own', F: 'former' }, ...managing },
      { label: 'task of X finished by P', id: seat, to: { X: 'own', P: 'former' }, ...managing },
    ],
    teams: [
      { label: 'team of X', id: ownTeam.id, to: { X: 'own' }, params: membersOf(one, 'X') },
      {
        label: 'team of Y, linked',
        id: service.teamId,
        to: { Y: 'own', X: 'trusting', S: 'trusting', Z: 'trusting' },
        params: membersOf(one, 'Y'),
      },
      {
        label: 'team of Y, not linked',
        id: unlinked,
        to: { Y: 'own' },
        params: membersOf(one, 'Y'),
      },
    ],
    templates: [{ label: 'template of X and Z', id: 'employee-onboarding', to: { X: 'own', Z: 'own' } }],
    tokens: [
      {
        label: 'token of X account_admin',
        id: (await as('X', 'account_admin').get('/v1/tokens')).body.items[0].id,
        to: {},
        self: [one('X', 'account_admin').id],
      },
    ],
    views: [{ label: 'view of the manager', id: 'Mine', to: {}, self: [manager] }],
    trusts: [
      { label: 'trust of X in Y', id: trustWith('Y'), to: { X: 'trusting', Y: 'trusted' }, params: lending('Y') },
      { label: 'invitation of Z by X', id: invitation, to: { X: 'trusting', Z: 'trusted' }, params: lending('Z') },
      {
        label: 'suspended trust of X in P',
        id: trustWith('P'),
        to: { X: 'trusting', P: 'trusted' },
        params: lending('P'),
      },
      { label: 'ended trust of X in F', id: trustWith('F'), to: { X: 'trusting', F: 'trusted' }, params: lending('F') },
    ],
  };
}

const membersOf = (one: (side: Side, name: string) => Somebody, side: Side) => ({
  'PUT person': one(side, 'account_admin').id,
  'DELETE person': one(side, 'specialist').id,
});

/** The route's address for that record. A parameter is found by method, name and the side of who calls, or without it. */
export function addressOf({ method, path }: Route, target?: Target, side?: Side): string {
  const { id = nowhere, params = {} } = target ?? {};
  const others: Target['params'] = {
    role: method === 'PUT' ? 'specialist' : 'key_contact',
    capability: 'assign_approvals',
    item: '1',
    hash: templates.get('employee-onboarding')?.hash as string,
  };
  const other = (name: string) => params[`${method} ${name} ${side}`] ?? params[`${method} ${name}`] ?? others[name];
  return path.replace(/:(\w+)/g, (_, name: string) =>
    ['id', 'name', 'provider'].includes(name) ? id : (other(name) ?? nowhere),
  );
}
