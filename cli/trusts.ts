import type { Command } from 'commander';
import { call } from './api.ts';
import { table, when } from './print.ts';
import { revoke } from './revoke.ts';
import { allTrusts, describe, type Trust, trustNamed, type WholeTrust } from './trust.ts';

type Options = { account?: string; json?: boolean };

export function trustCommands(program: Command): void {
  const trusts = program
    .command('trusts')
    .description('what your account and others allow each other; for administrators');
  acting(trusts.command('list').description('the newest first')).action(list);
  acting(trusts.command('show <trust>').description('one trust and what is granted in it')).action(
    async (name: string, options: Options) => say(await read(name, options), options),
  );
  acting(trusts.command('invite <handle>').description('invite an account by its exact handle'))
    .requiredOption('--as <side>', 'what you want to be: trusting receives, trusted offers')
    .option('--message <text>')
    .action(async (handle: string, { as, message, ...options }: Options & { as: string; message?: string }) =>
      say(
        await call('POST', '/v1/trusts', { ...options, body: { handle, as, ...(message ? { message } : {}) } }),
        options,
      ),
    );
  for (const [name, method, noun, description] of decisions) {
    acting(trusts.command(`${name} <trust>`).description(description)).action(async (trust: string, options: Options) =>
      say(await call(method, `${await pathOf(trust, options)}/${noun}`, options), options),
    );
  }
  acting(
    trusts.command('grant <trust> <capability>').description('grant the other side something; all is off until then'),
  )
    .option('--level <level>', 'with assign_approvals: key_contacts or anyone')
    .option('--role <role...>', 'with roles: which may be given')
    .action(
      async (
        trust: string,
        capability: string,
        { level, role, ...options }: Options & { level?: string; role?: string[] },
      ) => {
        const body = { ...(level ? { level } : {}), ...(role ? { roles: role } : {}) };
        const path = `${await pathOf(trust, options)}/grants/${encodeURIComponent(capability)}`;
        say(await call('PUT', path, { ...options, body }), options);
      },
    );
  acting(trusts.command('withdraw <trust> <capability>').description('what was disclosed is hidden at once')).action(
    async (trust: string, capability: string, options: Options) =>
      say(
        await call('DELETE', `${await pathOf(trust, options)}/grants/${encodeURIComponent(capability)}`, options),
        options,
      ),
  );
  for (const [name, noun, key, description] of lists) {
    acting(trusts.command(`${name} <trust> [id...]`).description(description)).action(
      async (trust: string, ids: string[], options: Options) =>
        say(
          await call('PUT', `${await pathOf(trust, options)}/${noun}`, { ...options, body: { [key]: ids } }),
          options,
        ),
    );
  }
  acting(trusts.command('revoke <trust>').description('end it: says first what that comes to, and asks'))
    .option('--finish-until <instant>', 'what was begun may be finished until then')
    .option('--cancel', 'give open tasks up instead of handing them back; their successors go on')
    .option('--yes', 'ask nothing')
    .action(async (name: string, options: Options & { finishUntil?: string; cancel?: boolean; yes?: boolean }) => {
      const { id, account } = await trustNamed(name, options);
      const ended = await revoke(id, account.name ?? account.handle, options);
      if (ended) say(ended, options);
    });
}

const decisions = [
  ['accept', 'POST', 'acceptance', 'accept an invitation; nothing is granted by it'],
  ['reject', 'POST', 'rejection', 'reject an invitation'],
  ['cancel', 'POST', 'cancellation', 'call off an invitation of yours'],
  ['suspend', 'POST', 'suspension', 'hold it up at once; nothing goes back'],
  ['resume', 'DELETE', 'suspension', 'let it go on'],
] as const;

const lists = [
  ['teams', 'teams', 'teams', 'the teams of yours that tasks may be assigned to; replaces the list'],
  ['offer', 'offerings', 'offerings', 'the offerings of yours that it may use; replaces the list'],
  [
    'use',
    'accepted-offerings',
    'offerings',
    'the offerings extended to you that your processes use; replaces the list',
  ],
] as const;

const acting = (command: Command) => command.option('--account <handle>', 'act in this account').option('--json');

const pathOf = async (name: string, options: Options) => `/v1/trusts/${(await trustNamed(name, options)).id}`;
const read = async (name: string, options: Options) => call<WholeTrust>('GET', await pathOf(name, options), options);

function say(trust: WholeTrust, { json }: Options): void {
  console.log(json ? JSON.stringify(trust, null, 2) : describe(trust));
}

async function list({ json, ...options }: Options): Promise<void> {
  const found = await allTrusts(options);
  if (json) return console.log(JSON.stringify(found, null, 2));
  if (found.length === 0) return console.log('There are no trusts.');
  const cells = ({ account, side, status, endedAt, decidedAt, invitedAt, id }: Trust) => [
    account.name ?? account.handle,
    side === 'trusting' ? 'works for you' : 'you work for it',
    status,
    when(endedAt ?? decidedAt ?? invitedAt),
    id,
  ];
  console.log(table(found.map(cells), ['ACCOUNT', 'WHICH', 'STATUS', 'SINCE', 'ID']));
}
