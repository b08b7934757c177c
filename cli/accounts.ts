import type { Command } from 'commander';
import { all, call } from './api.ts';
import { table, when } from './print.ts';

type Account = { id: string; handle: string; name: string; own: boolean; kind?: string };
type Permission = {
  person: { name: string };
  role: string;
  givenAt: string;
  givenBy: { person: string | null; account: string | null };
  withdrawnAt: string | null;
  withdrawnBy: string | null;
};
type Options = { account?: string; json?: boolean };
type New = Options & {
  name: string;
  roles?: string;
  zone?: string;
  administrator?: string;
  confidential?: boolean;
};

export function accountCommands(program: Command): void {
  const accounts = program.command('accounts').description('the account you act in, and those it has to do with');
  accounts
    .command('list')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async ({ account, json }: Options) => {
      const { items } = await call<{ items: Account[] }>('GET', '/v1/accounts', { account });
      if (json) return console.log(JSON.stringify(items, null, 2));
      const cells = ({ handle, name, own, kind }: Account) => [handle, name, own ? (kind ?? '') : ''];
      console.log(table(items.map(cells), ['HANDLE', 'NAME', 'KIND']));
    });
  accounts
    .command('create <handle>')
    .description('make a support domain of the directory you act in; its handle begins with the directory’s')
    .requiredOption('--name <name>')
    .option('--roles <names>', 'roles of templates that it fills, separated by commas')
    .option('--zone <zone>', 'time zone, where it is not the directory’s')
    .option('--administrator <person>', 'id of its first administrator; by default you')
    .option('--confidential', 'its work is seen by the team that has it only; so it is for the role hr anyway')
    .option('--account <handle>', 'act in this account, a directory')
    .option('--json')
    .action(async (handle: string, { account, json, roles, ...wanted }: New) => {
      const body = { handle, ...wanted, ...(roles ? { roles: roles.split(',') } : {}) };
      const made = await call<Account>('POST', '/v1/accounts', { account, body });
      console.log(json ? JSON.stringify(made, null, 2) : `${made.name} is made: ${made.handle}.`);
    });
  program
    .command('permissions')
    .description('who had which role in an account, from when to when')
    .option('--person <id>')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async ({ person, account, json }: Options & { person?: string }) => {
      const rows: Permission[] = [];
      for await (const row of all<Permission>(`/v1/permissions${person ? `?person=${person}` : ''}`, { account }))
        rows.push(row);
      if (json) return console.log(JSON.stringify(rows, null, 2));
      const cells = ({ person: whose, role, givenAt, givenBy, withdrawnAt, withdrawnBy }: Permission) => [
        whose.name,
        role,
        when(givenAt),
        [givenBy.person, givenBy.account].filter(Boolean).join(', '),
        when(withdrawnAt),
        withdrawnBy ?? '',
      ];
      console.log(table(rows.map(cells), ['PERSON', 'ROLE', 'FROM', 'BY', 'UNTIL', 'BY']));
    });
}
