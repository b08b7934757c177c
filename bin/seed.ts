import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import Holidays from 'date-holidays';
import { Credential } from '../domain/access/access.entity.ts';
import { hashPassword } from '../domain/access/password.ts';
import { Account } from '../domain/account/account.entity.ts';
import { isConfidentialByDefault } from '../domain/account/create.ts';
import { entities } from '../domain/entities.ts';
import { newId } from '../domain/id.ts';
import { Person } from '../domain/person/person.entity.ts';
import { Role } from '../domain/person/team.entity.ts';
import { Trust } from '../domain/trust/trust.entity.ts';
import type { Calendar } from '../plan/plan.ts';
import { templates } from '../templates/index.ts';
import { accounts, type CastAccount, demoPassword, emailOf, people, trusts } from './seed/cast.ts';
import { offerAll } from './seed/offers.ts';

/** Printed once all is up. */
export const signIns: readonly string[] = [
  `Sign in as helen@fernhill.example (HR), ida@fernhill.example (IT), fatima@fernhill.example (Facilities)`,
  `or marta@fernhill.example (manager); as nora@fernhill.example (new colleague) to see what she is told of her`,
  `onboarding, once HR has started one for her. Everybody's password: ${demoPassword}`,
];

/** Makes the demo organisation in an empty database, and has it offer what newer templates ask for. */
export async function seed({ migrator }: { readonly migrator: string }, say: (line: string) => void): Promise<void> {
  const orm = await MikroORM.init({ clientUrl: migrator, entities });
  try {
    await orm.em.transactional(async (em) => {
      const empty = (await em.count(Account)) === 0;
      if (empty) {
        await makeCast(em as EntityManager);
        say('The demo organisation Fernhill is set up.');
      } else if (!(await em.findOne(Account, { handle: 'fernhill-hr' }))) return;
      await offerAll(
        em as EntityManager,
        [...templates.values()].map(({ plan }) => plan),
      );
    });
  } finally {
    await orm.close();
  }
}

async function makeCast(em: EntityManager): Promise<void> {
  const accountIds = new Map<string, string>();
  for (const cast of accounts) {
    const account = em.create(Account, {
      id: newId(),
      handle: cast.handle,
      name: cast.name,
      kind: cast.kind,
      roles: [...cast.roles],
      confidential: isConfidentialByDefault(cast.roles),
      calendar: calendarOf(cast),
      directoryId: cast.directory ? (accountIds.get(cast.directory) ?? null) : null,
    });
    accountIds.set(cast.handle, account.id);
    await em.flush();
  }
  await makePeople(em, accountIds);
  const now = new Date();
  for (const { trusting, trusted } of trusts) {
    const [trustingId, trustedId] = [accountIds.get(trusting) as string, accountIds.get(trusted) as string];
    const trust = Trust.invite(
      newId(),
      trustingId,
      trustedId,
      trustingId,
      '',
      now,
      new Date(now.getTime() + 86_400_000),
    );
    trust.accept(trustedId, now);
    em.persist(trust);
  }
  await em.flush();
}

async function makePeople(em: EntityManager, accountIds: ReadonlyMap<string, string>): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  const persons = new Map<string, Person>();
  for (const cast of people) {
    const person = em.create(Person, {
      id: newId(),
      homeId: accountIds.get(cast.home) as string,
      name: cast.name,
      email: emailOf(cast),
      title: cast.title,
    });
    persons.set(cast.key, person);
  }
  await em.flush();
  for (const cast of people) {
    const person = persons.get(cast.key) as Person;
    person.managerId = cast.manager ? (persons.get(cast.manager)?.id ?? null) : null;
    em.create(Credential, { personId: person.id, passwordHash });
    for (const [handle, names] of Object.entries(cast.roles)) {
      for (const name of names)
        em.create(Role, { accountId: accountIds.get(handle) as string, personId: person.id, name });
    }
  }
  await em.flush();
}

function calendarOf({ zone, country, open }: CastAccount): Calendar {
  const known = new Holidays(country);
  const year = new Date().getFullYear();
  const holidays = [0, 1, 2].flatMap((offset) =>
    known
      .getHolidays(year + offset)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  );
  const day = [[open[0] * 60, open[1] * 60] as const];
  return { zone, week: [day, day, day, day, day, [], []], holidays: [...new Set(holidays)].sort() };
}
