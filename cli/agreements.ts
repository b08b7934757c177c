import type { Command } from 'commander';
import { all, call } from './api.ts';
import { offeringNamed } from './offering.ts';
import { table, when } from './print.ts';
import { trustNamed } from './trust.ts';

type Options = { account?: string; json?: boolean };
type Agreement = {
  id: string;
  name: string;
  status: string;
  side: 'provider' | 'customer' | 'both';
  other: { handle: string; name: string | null } | null;
  service: string | null;
  offering: { name: string } | null;
  instance: { name: string } | null;
  coverage: string;
  covers: { organizations: string[]; sites: string[]; people: string[] } | null;
  startsAt: string;
  endsAt: string | null;
};
type Prepared = Options & {
  offering: string;
  name?: string;
  with?: string;
  instance?: string;
  from?: string;
  to?: string;
};
type Covering = Options & { coverage?: string; organization?: string[]; site?: string[]; person?: string[] };

export function agreementCommands(program: Command): void {
  const agreements = program.command('agreements').description('service level agreements of your account');
  acting(agreements.command('list').description('the newest first')).action(list);
  acting(agreements.command('show <agreement>').description('one of them')).action(
    async (id: string, options: Options) => say(await call('GET', path(id), options), options),
  );
  acting(agreements.command('prepare').description('offer one; it holds once the customer has accepted it'))
    .requiredOption('--offering <name or id>', 'of your account')
    .option('--with <trust>', 'the customer: the handle of its account; left out: your own account')
    .option('--name <text>', 'by default the offering’s')
    .option('--instance <id>', 'which of the service’s instances serves it')
    .option('--from <date>', 'its first day, by default today')
    .option('--to <date>', 'its last day')
    .action(prepare);
  covering(agreements.command('accept <agreement>').description('agree to it, and say whom it covers')).action(
    async (id: string, options: Covering) =>
      say(await call('POST', `${path(id)}/acceptance`, { ...options, body: coveredBy(options) }), options),
  );
  covering(agreements.command('cover <agreement>').description('say anew whom it covers')).action(
    async (id: string, options: Covering) => {
      const body = { coverage: 'customer_account', ...coveredBy(options) };
      say(await call('PUT', `${path(id)}/coverage`, { ...options, body }), options);
    },
  );
  acting(agreements.command('end <agreement>').description('by either side'))
    .option('--on <date>', 'its last day; left out: at once')
    .action(async (id: string, { on, ...options }: Options & { on?: string }) =>
      say(await call('POST', `${path(id)}/end`, { ...options, body: on ? { endsOn: on } : {} }), options),
    );
  acting(
    agreements.command('drop <agreement>').description('take it back, or decline it, before it is accepted'),
  ).action(async (id: string, options: Options) => {
    await call('DELETE', path(id), options);
    console.log('It is gone.');
  });
}

const acting = (command: Command) => command.option('--account <handle>', 'act in this account').option('--json');
const covering = (command: Command) =>
  acting(command)
    .option(
      '--coverage <kind>',
      'customer_account, organizations, organizations_and_descendants, sites, organizations_and_sites or people',
    )
    .option('--organization <id...>')
    .option('--site <id...>')
    .option('--person <id...>');
const path = (id: string) => `/v1/agreements/${encodeURIComponent(id)}`;

function coveredBy({ coverage, organization, site, person }: Covering): object {
  return {
    ...(coverage ? { coverage } : {}),
    ...(organization ? { organizations: organization } : {}),
    ...(site ? { sites: site } : {}),
    ...(person ? { people: person } : {}),
  };
}

async function prepare({ offering, name, with: customer, instance, from, to, ...options }: Prepared): Promise<void> {
  const offered = await offeringNamed(offering, options);
  const zone = offered.calendar.zone;
  const body = {
    name: name ?? offered.name,
    offeringId: offered.id,
    trust: customer ? (await trustNamed(customer, options)).id : null,
    // Swedish writes dates the ISO way.
    startsOn: from ?? new Date().toLocaleDateString('sv-SE', { timeZone: zone }),
    ...(to ? { endsOn: to } : {}),
    ...(instance ? { instanceId: instance } : {}),
  };
  say(await call('POST', '/v1/agreements', { ...options, body }), options);
}

function say(agreement: Agreement, { json }: Options): void {
  console.log(json ? JSON.stringify(agreement, null, 2) : describe(agreement));
}

function describe(agreement: Agreement): string {
  const { id, name, status, side, other, service, offering, instance, coverage, startsAt, endsAt } = agreement;
  const covered = Object.values(agreement.covers ?? {}).flat().length;
  const facts = [
    ['status', status],
    [side === 'provider' ? 'customer' : 'provider', other ? (other.name ?? other.handle) : 'the same account'],
    ['on', [service, offering?.name].filter(Boolean).join(', ')],
    ['by', instance?.name ?? ''],
    ['covers', `${coverage}${covered ? ` (${covered})` : ''}`],
    ['from', when(startsAt)],
    ['to', when(endsAt)],
  ].filter(([, value]) => value);
  return [`${name}  ${id}`, ...facts.map(([what, value]) => `  ${what?.padEnd(10)}${value}`)].join('\n');
}

async function list({ json, ...options }: Options): Promise<void> {
  const found: Agreement[] = [];
  for await (const one of all<Agreement>('/v1/agreements', options)) found.push(one);
  if (json) return console.log(JSON.stringify(found, null, 2));
  if (found.length === 0) return console.log('There are no agreements.');
  const cells = ({ name, side, other, status, coverage, startsAt, endsAt, id }: Agreement) => [
    name,
    other ? `${side === 'provider' ? 'for' : 'by'} ${other.name ?? other.handle}` : 'with itself',
    status,
    coverage,
    when(startsAt),
    when(endsAt),
    id,
  ];
  console.log(table(found.map(cells), ['AGREEMENT', 'WITH', 'STATUS', 'COVERS', 'FROM', 'TO', 'ID']));
}
