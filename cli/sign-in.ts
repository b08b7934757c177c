import { password as ask, isCancel } from '@clack/prompts';
import type { Command } from 'commander';
import { call, defaultUrl, signIn, signOut } from './api.ts';
import { Failure } from './failure.ts';
import { table } from './print.ts';

type Me = {
  person: { name: string; email: string | null };
  accounts: { handle: string; name: string; roles: string[] }[];
};

export function signInCommands(program: Command): void {
  program
    .command('sign-in <email>')
    .description('sign in and stay signed in for twelve hours')
    .option('--url <address>', 'where Accord runs', defaultUrl())
    .option('--password-stdin', 'read the password from standard input')
    .action(async (email: string, options: { url: string; passwordStdin?: boolean }) => {
      await signIn(options.url, email, await secret(options.passwordStdin ?? false));
      await whoAmI();
    });
  program.command('sign-out').description('end the session').action(signOut);
  program.command('me').description('who is signed in, and the accounts to act in').option('--json').action(whoAmI);
}

async function whoAmI({ json }: { json?: boolean } = {}): Promise<void> {
  const me = await call<Me>('GET', '/v1/me');
  if (json) return console.log(JSON.stringify(me, null, 2));
  console.log(`${me.person.name} <${me.person.email}>`);
  console.log(
    table(
      me.accounts.map(({ handle, name, roles }) => [handle, name, roles.join(', ')]),
      ['ACCOUNT', 'NAME', 'ROLES'],
    ),
  );
}

async function secret(fromStdin: boolean): Promise<string> {
  if (fromStdin) return (await new Response(process.stdin as never).text()).replace(/\r?\n$/, '');
  if (!process.stdin.isTTY) throw new Failure('There is no terminal to ask for the password: use --password-stdin.', 2);
  const answer = await ask({ message: 'Password' });
  if (isCancel(answer)) throw new Failure('Not signed in.', 1);
  return answer;
}
