import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { offerAll } from '../bin/seed/offers.ts';
import { Credential } from '../domain/access/access.entity.ts';
import { hashPassword } from '../domain/access/password.ts';
import { Account } from '../domain/account/account.entity.ts';
import { entities } from '../domain/entities.ts';
import { newId } from '../domain/id.ts';
import { Person } from '../domain/person/person.entity.ts';
import { Role as RoleEntity } from '../domain/person/team.entity.ts';
import { Trust } from '../domain/trust/trust.entity.ts';
import type { Calendar } from '../plan/plan.ts';
import { clients, enterprises, type Role, roles } from './shape.ts';
import { benchTemplates } from './templates.ts';

export const password = 'bench-password';
/** The enterprise of the observer, who measures while the clients load the four others. Its calendar never closes. */
export const observed = enterprises;
export const handleOf = (enterprise: number, role: Role) => `bench-${enterprise}-${role}`;
export const clientEmail = (client: number) => `client-${client}@bench.example`;
export const observerEmail = 'observer@bench.example';

/** Ids of the people whose processes an enterprise starts. */
export type Cast = { readonly hires: readonly (readonly string[])[]; readonly managers: readonly string[] };

/** Makes the enterprises in an empty database: six accounts each, HR trusting the five others, which offer it all. */
export async function makeCast(migratorUrl: string): Promise<Cast> {
  const orm = await MikroORM.init({ clientUrl: migratorUrl, entities });
  try {
    return await orm.em.transactional(async (inner) => {
      const em = inner as EntityManager;
      const cast = { hires: [] as string[][], managers: [] as string[] };
      const passwordHash = await hashPassword(password);
      for (let enterprise = 0; enterprise <= observed; enterprise++) {
        const { directoryId, accountIds } = await makeAccounts(em, enterprise);
        const join = (name: string, email: string) =>
          em.create(Person, { id: newId(), homeId: directoryId, name, email });
        const manager = join('Manager', `manager-${enterprise}@bench.example`);
        const hires = Array.from({ length: 20 }, (_, n) => join(`Hire ${n}`, `hire-${enterprise}-${n}@bench.example`));
        const specialists = workersOf(enterprise).map(({ email, roles: held }) => ({
          person: join(email, email),
          held,
        }));
        await em.flush();
        for (const { person, held } of specialists) {
          em.create(Credential, { personId: person.id, passwordHash });
          for (const role of held) {
            em.create(RoleEntity, {
              accountId: accountIds.get(role) as string,
              personId: person.id,
              name: 'specialist',
            });
          }
        }
        await em.flush();
        cast.hires.push(hires.map(({ id }) => id));
        cast.managers.push(manager.id);
      }
      await offerAll(
        em,
        benchTemplates.map(({ plan }) => plan),
      );
      return cast;
    });
  } finally {
    await orm.close();
  }
}

function workersOf(enterprise: number): { email: string; roles: readonly Role[] }[] {
  if (enterprise === observed) return [{ email: observerEmail, roles }];
  return clients.flatMap((client, index) =>
    client.enterprise === enterprise ? [{ email: clientEmail(index), roles: client.roles }] : [],
  );
}

async function makeAccounts(em: EntityManager, enterprise: number) {
  const calendar = enterprise === observed ? alwaysOpen : officeHours;
  const make = (handle: string, role: Role | null, directoryId: string | null) =>
    em.create(Account, {
      id: newId(),
      handle,
      name: handle,
      kind: directoryId ? 'support_domain' : 'directory',
      directoryId,
      roles: role ? [role] : [],
      calendar,
    });
  const directory = make(`bench-${enterprise}`, null, null);
  await em.flush();
  const accounts = roles.map((role) => [role, make(handleOf(enterprise, role), role, directory.id)] as const);
  await em.flush();
  const accountIds = new Map(accounts.map(([role, { id }]) => [role as Role, id]));
  const now = new Date();
  for (const [role, { id }] of accounts) {
    if (role === 'hr') continue;
    const hrId = accountIds.get('hr') as string;
    const trust = Trust.invite(newId(), hrId, id, hrId, '', now, new Date(now.getTime() + 86_400_000));
    trust.accept(id, now);
    em.persist(trust);
  }
  await em.flush();
  return { directoryId: directory.id, accountIds };
}

const day = [[540, 1020]] as const;
const officeHours: Calendar = {
  zone: 'Europe/Amsterdam',
  week: [day, day, day, day, day, [], []],
  holidays: ['2027-01-01'],
};
const wholeDay = [[0, 1440]] as const;
const alwaysOpen: Calendar = {
  zone: 'UTC',
  week: [wholeDay, wholeDay, wholeDay, wholeDay, wholeDay, wholeDay, wholeDay],
  holidays: [],
};
