import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { offerAll } from '../../../bin/seed/offers.ts';
import { Account } from '../../../domain/account/account.entity.ts';
import { entities } from '../../../domain/entities.ts';
import { newId } from '../../../domain/id.ts';
import { Person } from '../../../domain/person/person.entity.ts';
import { Role, type RoleName, roleNames, Team, TeamMember } from '../../../domain/person/team.entity.ts';
import { Trust } from '../../../domain/trust/trust.entity.ts';
import { templates } from '../../../templates/index.ts';
import type { Organisation } from '../../support/organisation.ts';

/**
 * Who stands how to X, the account whose records are asked for. `D`: its directory. `S`: another account of that
 * directory, trusted by X, with no task of it. `Y`: trusted by X, holds tasks of it. `F`: was trusted by X until it had
 * finished a task. `P`: the same, but its trust is only suspended. `Z`: does not know X; another customer of Y.
 */
export const sides = {
  X: 'fernhill-hr',
  D: 'fernhill',
  S: 'fernhill-it',
  Y: 'brightwire',
  F: 'formerly',
  P: 'paused',
  Z: 'oakline',
};
export type Side = keyof typeof sides;

/** Somebody with these roles in one account; `Y specialist elsewhere` is in no team that holds a task. */
export type Somebody = { readonly side: Side; readonly name: string; readonly id: string; readonly roles: RoleName[] };

export type Populated = { readonly people: readonly Somebody[]; readonly accountId: (side: Side) => string };

/** Adds to the organisation one person for every role in every account concerned, and the trusts of X with Y and F. */
export async function populate(cast: Organisation): Promise<Populated> {
  const orm = await MikroORM.init({ clientUrl: cast.database.urls.migrator, entities });
  try {
    return await orm.em.transactional(async (em) => {
      const founded = {
        F: await makeAccount(em as EntityManager, sides.F),
        P: await makeAccount(em as EntityManager, sides.P),
      };
      const idOf = (side: Side) => (side === 'F' || side === 'P' ? founded[side] : cast.accountId(sides[side]));
      const made = await makePeople(em as EntityManager, idOf);
      for (const side of ['Y', 'F', 'P'] as const) makeTrust(em as EntityManager, idOf('X'), idOf(side));
      await em.flush();
      const plans = [...templates.values()].map(({ plan }) => plan);
      await offerAll(em as never, plans);
      await joinTeams(em as EntityManager, made, idOf);
      return { people: made, accountId: idOf };
    });
  } finally {
    await orm.close();
  }
}

async function makeAccount(em: EntityManager, handle: string): Promise<string> {
  const day = [[0, 1440] as const];
  const account = em.create(Account, {
    id: newId(),
    handle,
    name: handle,
    kind: 'standard',
    roles: ['facilities'],
    calendar: { zone: 'Europe/London', week: [day, day, day, day, day, day, day], holidays: [] },
    directoryId: null,
  });
  await em.flush();
  return account.id;
}

async function makePeople(em: EntityManager, idOf: (side: Side) => string): Promise<Somebody[]> {
  const made: Somebody[] = [];
  const add = (side: Side, name: string, roles: RoleName[], home = homeOf(side)) => {
    const person = em.create(Person, {
      id: newId(),
      homeId: idOf(home),
      name: `${side} ${name}`,
      email: `${name.replaceAll(' ', '.')}@${side.toLowerCase()}.example`,
    });
    made.push({ side, name, id: person.id, roles });
  };
  const local = roleNames.filter((role) => role !== 'directory_admin');
  for (const side of ['X', 'Y'] as const) for (const role of local) add(side, role, [role]);
  add('X', 'local', ['specialist'], 'X');
  add('X', 'manager', ['end_user']);
  add('X', 'subject', ['end_user']);
  add('X', 'disabled', ['specialist', 'account_admin']);
  add('Y', 'specialist elsewhere', ['specialist']);
  for (const role of ['directory_admin', 'account_admin', 'end_user'] as const) add('D', role, [role]);
  add('D', 'colleague', ['key_contact']);
  for (const side of ['S', 'F', 'P', 'Z'] as const) {
    for (const role of ['specialist', 'account_admin', 'auditor'] as const) add(side, role, [role]);
  }
  await em.flush();
  for (const { side, id, roles } of made) {
    for (const name of roles) em.create(Role, { accountId: idOf(side), personId: id, name });
  }
  const colleague = made.find(({ name }) => name === 'colleague') as Somebody;
  for (const side of ['X', 'S'] as const)
    em.create(Role, { accountId: idOf(side), personId: colleague.id, name: 'key_contact' });
  await em.flush();
  return made;
}

const homeOf = (side: Side): Side => (side === 'X' || side === 'S' ? 'D' : side);

function makeTrust(em: EntityManager, trusting: string, trusted: string): void {
  const now = new Date();
  const trust = Trust.invite(newId(), trusting, trusted, trusting, '', now, new Date(now.getTime() + 86_400_000));
  trust.accept(trusted, now);
  em.persist(trust);
}

/** Whoever does the account's work is in all its teams, but for one. */
async function joinTeams(em: EntityManager, made: readonly Somebody[], idOf: (side: Side) => string): Promise<void> {
  for (const { side, name, id, roles } of made) {
    if (name === 'specialist elsewhere' || !roles.some((role) => role === 'specialist')) continue;
    for (const team of await em.find(Team, { accountId: idOf(side) })) {
      if (!(await em.findOne(TeamMember, { teamId: team.id, personId: id })))
        em.create(TeamMember, { teamId: team.id, personId: id, accountId: idOf(side) });
    }
  }
  await em.flush();
}
