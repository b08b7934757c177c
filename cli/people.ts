import type { Command } from 'commander';
import { all, call } from './api.ts';
import { table, when } from './print.ts';

type Person = { id: string; name: string; email: string | null; title: string; disabledAt: string | null };
type Options = { account?: string; json?: boolean };
type Stay = { startsOn: string | null; endsOn: string | null; endsAt: string | null };
type Dates = Options & { from?: string; until?: string; workingHours?: boolean; always?: boolean };
type New = Options & { email?: string; title?: string; manager?: string; site?: string; organization?: string };

export function peopleCommands(program: Command): void {
  const people = program.command('people').description('people of the account you act in and of its directory');
  people
    .command('list')
    .option('--search <text>', 'part of a name, or the beginning of a mail address')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async ({ search, account, json }: Options & { search?: string }) => {
      const rows: Person[] = [];
      const query = search ? `?search=${encodeURIComponent(search)}` : '';
      for await (const row of all<Person>(`/v1/people${query}`, { account })) rows.push(row);
      if (json) return console.log(JSON.stringify(rows, null, 2));
      const cells = ({ name, email, title, id }: Person) => [name, email ?? '', title, id];
      console.log(table(rows.map(cells), ['NAME', 'MAIL', 'TITLE', 'ID']));
    });
  people
    .command('add <name>')
    .description('take somebody in, at home in the account you act in')
    .option('--email <address>')
    .option('--title <text>')
    .option('--manager <person>')
    .option('--organization <id>')
    .option('--site <id>')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async (name: string, { account, json, manager, organization, site, ...given }: New) => {
      const links = { managerId: manager, organizationId: organization, siteId: site };
      const body = { name, ...given, ...links };
      say(await call<Person>('POST', '/v1/people', { account, body }), json);
    });
  people
    .command('stay <person>')
    .description('from when to when a person belongs here; with --from, --until or --always it is set')
    .option('--from <date>', 'first day; until then he sees what is asked of him only')
    .option('--until <date>', 'last day, in the time zone of his site')
    .option('--working-hours', 'it ends with the working hours of the last day, not at midnight')
    .option('--always', 'no first and no last day')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async (person: string, { account, json, from, until, workingHours, always }: Dates) => {
      const path = `/v1/people/${encodeURIComponent(person)}/stay`;
      const body = {
        startsOn: from ?? null,
        endsOn: until ?? null,
        endsWith: workingHours ? 'working_hours' : 'day',
      };
      const sets = from !== undefined || until !== undefined || always;
      const stay = await call<Stay>(sets ? 'PUT' : 'GET', path, { account, ...(sets ? { body } : {}) });
      if (json) return console.log(JSON.stringify(stay, null, 2));
      console.log(
        `from ${stay.startsOn ?? 'ever'} until ${stay.endsOn ? `${stay.endsOn} (${stay.endsAt})` : 'further notice'}`,
      );
    });
  people
    .command('welcome <person>')
    .description('let somebody set a password, once: POST /v1/welcome takes what is printed')
    .option('--account <handle>', 'act in this account')
    .action(async (person: string, { account }: Options) => {
      const path = `/v1/people/${encodeURIComponent(person)}/welcome`;
      const { secret, expiresAt } = await call<{ secret: string; expiresAt: string }>('POST', path, { account });
      console.log(`${secret}  (until ${when(expiresAt)})`);
    });
  for (const [verb, method, description] of roleVerbs) {
    people
      .command(`${verb} <person> <role>`)
      .description(description)
      .option('--account <handle>', 'act in this account')
      .action(async (person: string, role: string, { account }: Options) => {
        const path = `/v1/people/${encodeURIComponent(person)}/roles/${encodeURIComponent(role)}`;
        const { roles } = await call<{ roles: { name: string }[] }>(method, path, { account });
        console.log(`Roles: ${roles.map(({ name }) => name).join(', ') || 'none'}`);
      });
  }
}

const roleVerbs = [
  ['give-role', 'PUT', 'give a person a role in the account you act in'],
  ['withdraw-role', 'DELETE', 'take it again; from the next request on'],
] as const;

function say(person: Person, json: boolean | undefined): void {
  console.log(json ? JSON.stringify(person, null, 2) : `${person.name}: ${person.id}`);
}
