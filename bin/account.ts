import { MikroORM } from '@mikro-orm/postgresql';
import { Command, Option } from 'commander';
import { accountKinds } from '../domain/account/account.entity.ts';
import { type FoundedAccount, founded, prepare } from '../domain/account/create.ts';
import { isZone } from '../plan/zone.ts';
import { auditCommands } from './account/audit.ts';
import { readConfig } from './config.ts';
import { explain, Problem } from './problem.ts';

// `npm run account`: for operators, before anybody is there who could do it by the API.
type Wanted = {
  handle: string;
  name: string;
  kind: FoundedAccount['kind'];
  directory?: string;
  roles?: string;
  zone: string;
  confidential?: boolean;
  adminName: string;
  adminEmail: string;
};

const program = new Command('account').description('Accounts, for operators').showHelpAfterError();
program
  .command('create')
  .description('Makes an account and its first administrator, whose password is printed once')
  .requiredOption('--handle <handle>', 'lower case, unique; of a support domain: fernhill-hr')
  .requiredOption('--name <name>')
  .addOption(new Option('--kind <kind>').choices(accountKinds).default('standard'))
  .option('--directory <handle>', 'of a support domain: the directory account it shares people with')
  .option('--roles <names>', 'roles of templates that the account fills, separated by commas: hr')
  .option('--zone <zone>', 'time zone of its calendar', 'Europe/Amsterdam')
  .option('--confidential', 'its work is seen by the team that has it only; so it is for the role hr anyway')
  .requiredOption('--admin-name <name>')
  .requiredOption('--admin-email <address>')
  .action(create);
auditCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function create({ roles, adminName, adminEmail, ...wanted }: Wanted): Promise<void> {
  const { DATABASE_MIGRATOR_URL: clientUrl } = readConfig(['DATABASE_MIGRATOR_URL']);
  if (!isZone(wanted.zone)) throw new Problem(`"${wanted.zone}" is no time zone: give one such as Europe/Amsterdam.`);
  const prepared = await prepare(
    { ...wanted, roles: roles?.split(','), administrator: { name: adminName, email: adminEmail } },
    new Date(),
  );
  const orm = await MikroORM.init({ clientUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  try {
    const [made] = await orm.em.execute<{ id: string }[]>('select make_account(?::jsonb) as id', [
      JSON.stringify(prepared.account),
    ]);
    const { password } = founded(prepared, made?.id as string);
    const how = password ? `with the password ${password}` : 'as before';
    console.log(`Account ${wanted.handle} is made. ${adminName} signs in as ${adminEmail.toLowerCase()} ${how}.`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === '23505') throw new Problem(`There is an account "${wanted.handle}" already.`);
    if (code === '42602' || code === 'P0002') throw new Problem(message);
    throw error;
  } finally {
    await orm.close();
  }
}
