import { randomBytes } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { Command, Option } from 'commander';
import { Credential } from '../domain/access/access.entity.ts';
import { hashPassword } from '../domain/access/password.ts';
import { Account, accountKinds } from '../domain/account/account.entity.ts';
import { entities } from '../domain/entities.ts';
import { newId } from '../domain/id.ts';
import { Person } from '../domain/person/person.entity.ts';
import { Role } from '../domain/person/team.entity.ts';
import { isZone } from '../plan/zone.ts';
import { auditCommands } from './account/audit.ts';
import { readConfig } from './config.ts';
import { explain, Problem } from './problem.ts';

// `npm run account`: for operators, who alone can make an account: it has no administrator yet who could.
type Wanted = {
  handle: string;
  name: string;
  kind: Account['kind'];
  directory?: string;
  roles?: string;
  zone: string;
  adminName: string;
  adminEmail: string;
};

const program = new Command('account').description('Accounts, for operators').showHelpAfterError();
program
  .command('create', { isDefault: true })
  .description('Makes an account and its first administrator, whose password is printed once')
  .requiredOption('--handle <handle>', 'lower case, unique: fernhill-hr')
  .requiredOption('--name <name>')
  .addOption(new Option('--kind <kind>').choices(accountKinds).default('standard'))
  .option('--directory <handle>', 'of a support domain: the directory account it shares people with')
  .option('--roles <names>', 'roles of templates that the account fills, separated by commas: hr')
  .option('--zone <zone>', 'time zone of its calendar', 'Europe/Amsterdam')
  .requiredOption('--admin-name <name>')
  .requiredOption('--admin-email <address>')
  .action(async (wanted: Wanted) => {
    const { DATABASE_MIGRATOR_URL } = readConfig(['DATABASE_MIGRATOR_URL']);
    await makeAccount(DATABASE_MIGRATOR_URL, wanted);
  });
auditCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function makeAccount(clientUrl: string, wanted: Wanted): Promise<void> {
  if (!isZone(wanted.zone)) throw new Problem(`"${wanted.zone}" is no time zone: give one such as Europe/Amsterdam.`);
  const password = randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(password);
  const orm = await MikroORM.init({ clientUrl, entities });
  try {
    await orm.em.transactional(async (em) => {
      if (await em.findOne(Account, { handle: wanted.handle }))
        throw new Problem(`There is an account "${wanted.handle}" already.`);
      const directory = wanted.directory
        ? await em.findOne(Account, { handle: wanted.directory, kind: 'directory' })
        : null;
      if ((wanted.kind === 'support_domain') !== (directory !== null)) {
        throw new Problem(
          'A support domain needs --directory, the handle of a directory account; other kinds have none.',
        );
      }
      const office = [[9 * 60, 17 * 60] as const];
      const account = em.create(Account, {
        id: newId(),
        handle: wanted.handle,
        name: wanted.name,
        kind: wanted.kind,
        directoryId: directory?.id ?? null,
        roles: wanted.roles?.split(',') ?? [],
        calendar: { zone: wanted.zone, week: [office, office, office, office, office, [], []], holidays: [] },
      });
      await em.flush();
      const homeId = directory?.id ?? account.id;
      const email = wanted.adminEmail.toLowerCase();
      const known = await em.findOne(Person, { homeId, email });
      const person = known ?? em.create(Person, { id: newId(), homeId, name: wanted.adminName, email });
      await em.flush();
      if (!known) em.create(Credential, { personId: person.id, passwordHash });
      em.create(Role, { accountId: account.id, personId: person.id, name: 'account_admin' });
      if (wanted.kind === 'directory')
        em.create(Role, { accountId: account.id, personId: person.id, name: 'directory_admin' });
      else em.create(Role, { accountId: account.id, personId: person.id, name: 'specialist' });
      await em.flush();
      console.log(
        `Account ${wanted.handle} is made. ${person.name} signs in as ${email}${known ? ' as before' : ` with the password ${password}`}.`,
      );
    });
  } finally {
    await orm.close();
  }
}
