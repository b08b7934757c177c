import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { progress } from '@clack/prompts';
import type { Command } from 'commander';
import type { JsonSchema } from '../plan/plan.ts';
import { all, call } from './api.ts';
import { type BadRow, type Row, readHires } from './csv.ts';
import { Failure } from './failure.ts';
import { jsonOption } from './json.ts';
import { table, when } from './print.ts';
import { type Process, tree, type WholeProcess } from './tree.ts';

type Options = { account?: string; json?: boolean };

export function processCommands(program: Command): void {
  const processes = program.command('processes').description('start, follow and call off processes');
  acting(processes.command('start').description('start one process, or one a row of a CSV file'))
    .requiredOption('--template <name>')
    .option('--csv <file>', 'a row a process; people by mail address, lists separated by semicolons')
    .option('--input <json>', 'the input of one process, as JSON, or @file')
    .option('--dry-run', 'check everything, start nothing')
    .action(start);
  acting(processes.command('list').description('the newest first'))
    .option('--status <status>')
    .option('--template <name>')
    .action(list);
  acting(processes.command('show <process>').description('its tasks as a tree, with dates and clocks'))
    .option('--watch', 'go on showing until it is over')
    .action(show);
  acting(processes.command('cancel <process>').description('call it off; everybody who holds something is told'))
    .requiredOption('--reason <text>')
    .action(async (id: string, { account, reason }: Options & { reason: string }) => {
      const process = await call<Process>('POST', `/v1/processes/${encodeURIComponent(id)}/cancellation`, {
        account,
        body: { reason },
      });
      console.log(`${process.title}: called off.`);
    });
}

const acting = (command: Command) => command.option('--account <handle>', 'act in this account').option('--json');

async function start({
  template,
  csv,
  input,
  account,
  dryRun,
  json,
}: Options & { template: string; csv?: string; input?: string; dryRun?: boolean }): Promise<void> {
  if ((csv === undefined) === (input === undefined)) throw new Failure('Give either --csv or --input.', 2);
  const { input: schema } = await call<{ input: JsonSchema }>('GET', `/v1/templates/${encodeURIComponent(template)}`, {
    account,
  });
  if (input !== undefined) {
    const body = { template, input: jsonOption('--input', input) };
    const process = await call<Process>('POST', '/v1/processes', { account, body });
    return console.log(json ? JSON.stringify(process, null, 2) : `${process.title}\n${process.id}`);
  }
  const file = readFileSync(csv as string);
  const { rows, bad } = await readHires(file, schema, finder(account));
  bad.push(...(bad.length ? [] : await refused(template, rows, account)));
  if (bad.length) {
    for (const { line, reason } of bad) console.error(`line ${line} ${reason}`);
    throw new Failure(`Nothing was started: ${bad.length === 1 ? 'a row is' : `${bad.length} rows are`} not right.`, 1);
  }
  if (dryRun) return console.log(`${rows.length} rows are right; nothing was started.`);
  await startAll(template, rows, createHash('sha256').update(file).digest('hex').slice(0, 32), account);
}

/** What only the server can tell, asked before the first start: people who left, dates gone by, roles without an account. */
async function refused(template: string, rows: readonly Row[], account: string | undefined): Promise<BadRow[]> {
  const bad: BadRow[] = [];
  await inLanes(rows, async ({ line, input }) => {
    try {
      await call('POST', `/v1/templates/${encodeURIComponent(template)}/plan`, { account, body: { input } });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      bad.push({ line, reason: error.message });
    }
  });
  return bad.sort((a, b) => a.line - b.line);
}

/** The key of a row is made of the file's content, so that running the same file again starts nobody twice. */
async function startAll(
  template: string,
  rows: readonly Row[],
  file: string,
  account: string | undefined,
): Promise<void> {
  const bar = process.stdout.isTTY ? progress({ max: rows.length }) : undefined;
  bar?.start('Starting');
  let started = 0;
  await inLanes(rows, async ({ line, input }) => {
    const made = await call<Process>('POST', '/v1/processes', {
      account,
      key: `${file}-${line}`,
      body: { template, input },
    });
    started += 1;
    if (bar) bar.advance(1, `${started} of ${rows.length}`);
    else console.log(`${made.id}  ${made.title}`);
  });
  bar?.stop(`${started} processes started`);
  if (!bar) console.log(`${started} processes started`);
}

function finder(account: string | undefined) {
  const known = new Map<string, Promise<string | undefined>>();
  const ask = async (email: string) => {
    const { items } = await call<{ items: { id: string; email: string | null }[] }>(
      'GET',
      `/v1/people?search=${encodeURIComponent(email)}`,
      { account },
    );
    return items.find((person) => person.email === email)?.id;
  };
  return (email: string) => {
    const asked = known.get(email) ?? ask(email);
    known.set(email, asked);
    return asked;
  };
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(4, rest.length) }, lane));
}

async function list({
  status,
  template,
  account,
  json,
}: Options & { status?: string; template?: string }): Promise<void> {
  const query = new URLSearchParams({ ...(status ? { status } : {}), ...(template ? { template } : {}) });
  const found: Process[] = [];
  for await (const process of all<Process>(`/v1/processes?${query}`, { account })) found.push(process);
  if (json) return console.log(JSON.stringify(found, null, 2));
  if (found.length === 0) return console.log('There are no such processes.');
  const cells = ({ id, title, status: state, anchor, progress: { done, total, overdue } }: Process) => [
    title,
    state,
    `${done}/${total}${overdue ? `, ${overdue} overdue` : ''}`,
    anchor ?? '',
    id,
  ];
  console.log(table(found.map(cells), ['PROCESS', 'STATUS', 'DONE', 'DAY', 'ID']));
}

async function show(id: string, { watch, account, json }: Options & { watch?: boolean }): Promise<void> {
  for (;;) {
    const whole = await call<WholeProcess>('GET', `/v1/processes/${encodeURIComponent(id)}`, { account });
    if (json) console.log(JSON.stringify(whole, null, 2));
    else console.log(`${watch && process.stdout.isTTY ? '\u001b[2J\u001b[H' : ''}${tree(whole, when)}`);
    if (!watch || whole.status === 'completed') return;
    await pause(1_000);
  }
}
