import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../../domain/id.ts';
import { setViewer } from '../../support/viewer.ts';
import { twoWorlds, type Worlds } from './worlds.ts';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await twoWorlds();
});
afterAll(() => worlds?.close());

/** Each as the API's role in the name of `here`; what stands in braces is an id of `here` or `there`. */
const attempts: readonly [what: string, statement: string][] = [
  ['move into another directory', `update account set directory_id = {there.account} where id = {here.account}`],
  ['take another handle', `update account set handle = 'other' where id = {here.account}`],
  [
    'make an account',
    `insert into account (id, handle, name, kind, calendar) values ({new}, 'new', 'N', 'standard', '{}')`,
  ],
  ['move a person home', `update person set home_id = {here.account} where id = {there.person}`],
  ['make a person elsewhere', `insert into person (id, home_id, name) values ({new}, {there.account}, 'P')`],
  ['give a role to a stranger', `insert into role values ({here.account}, {there.person}, 'specialist')`],
  ['take a role elsewhere', `insert into role values ({there.account}, {here.person}, 'account_admin')`],
  ['join a team elsewhere', `insert into team_member values ({here.account}, {there.team}, {here.person})`],
  ['put a stranger into a team', `insert into team_member values ({here.account}, {here.spareTeam}, {there.person})`],
  [
    'set up a service for a team elsewhere',
    `insert into service (id, account_id, name, team_id) values ({new}, {here.account}, 'x', {there.team})`,
  ],
  ['give a service to a team elsewhere', `update service set team_id = {there.team} where id = {here.service}`],
  [
    'offer on a service elsewhere',
    `insert into service_offering (id, account_id, service_id, name, target, calendar, starts_on)
     values ({new}, {here.account}, {there.service}, 'x', '{}', '{}', '2027-01-01')`,
  ],
  [
    'make a trust that stands',
    `insert into trust (id, trusting_id, trusted_id, invited_by_id, status, invited_at, expires_at)
     values ({new}, {here.account}, {there.account}, {here.account}, 'accepted', now(), now())`,
  ],
  [
    'invite in another name',
    `insert into trust (id, trusting_id, trusted_id, invited_by_id, status, invited_at, expires_at)
     values ({new}, {here.account}, {there.account}, {there.account}, 'pending', now(), now())`,
  ],
  ['accept the own invitation', `update trust set status = 'accepted' where id = {here.sent}`],
  ['turn a trust round', `update trust set trusting_id = trusted_id where id = {here.trust}`],
  ['link a team as the trusting side', `insert into trust_team values ({here.trust}, {here.team}, {here.account})`],
  [
    'extend an offering elsewhere',
    `insert into trust_offering values ({here.given}, {there.offering}, {here.account})`,
  ],
  [
    'write an audit entry for another',
    `insert into audit (id, at, account_id, actor_account_id, record_kind, record_id, action)
     values ({new}, now(), {here.account}, {there.account}, 'x', {new}, 'x')`,
  ],
  [
    'link a stranger to an identity',
    `insert into identity values ({new}, {there.account}, {there.person}, 'https://sso.example', 'x', now())`,
  ],
  [
    'link a stranger to an identity as if he were at home here',
    `insert into identity values ({new}, {here.account}, {there.person}, 'https://sso.example', 'x', now())`,
  ],
  [
    'link to an identity in an account that is not the home',
    `insert into identity values ({new}, {there.account}, {here.person}, 'https://sso.example', 'x', now())`,
  ],
  ['turn a link to somebody else', `update identity set person_id = {there.person}`],
  ['change the audit trail', `update audit set action = 'x'`],
  ['delete from the audit trail', `delete from audit`],
];

test.each(attempts)('row level security lets nobody %s', async (_, statement) => {
  await worlds.as('api', worlds.here, async (client) => {
    await expect(client.query(filled(statement))).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|23514)$/),
    });
  });
});

test('a trust that has ended never stands again, whoever says so', async () => {
  await worlds.as('api', worlds.here, async (client) => {
    await client.query(filled(`update trust set status = 'revoked' where id = {here.trust}`));
    const revived = client.query(filled(`update trust set status = 'accepted' where id = {here.trust}`));
    await expect(revived).rejects.toThrow('A trust that is revoked does not become accepted.');
  });
});

test('a role is withdrawn by the account that gave it, not by who has it', async () => {
  await worlds.as('api', worlds.here, async (client) => {
    const { account } = worlds.there.id;
    await setViewer(client, worlds.here.id.account, worlds.there.id.person);
    const seen = await client.query('select 1 from role where account_id = $1', [account]);
    const withdrawn = await client.query('delete from role where account_id = $1', [account]);
    expect([seen.rowCount, withdrawn.rowCount]).toEqual([1, 0]);
  });
});

test('who invites an account does not see it before it answers', async () => {
  await worlds.as('api', worlds.here, async (client) => {
    const { rows } = await client.query(filled(`select id from account where id = {here.invited}`));
    expect(rows).toEqual([]);
  });
});

function filled(statement: string): string {
  return statement.replace(/\{(?:(here|there)\.)?(\w+)\}/g, (_, of: string | undefined, name: string) =>
    of ? `'${(of === 'here' ? worlds.here : worlds.there).id[name as 'account']}'` : `'${newId()}'`,
  );
}
