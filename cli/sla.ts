import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type Report, reportFormat, type Verdict, verifyReport } from '../plan/report.ts';
import { call, read } from './api.ts';
import { Failure } from './failure.ts';

type Options = { account?: string; from?: string; to?: string; format: string; output?: string };
type Closed = { period: { from: string; to: string }; closedAt: string; hash: string };

export function slaCommands(program: Command): void {
  const sla = program.command('sla').description('what service level agreements came to');
  sla
    .command('report <agreement>')
    .description('of a period, by default this month; the figures are the same for both parties')
    .option('--from <date>', 'its first day, e.g. 2027-10-01')
    .option('--to <date>', 'the day after its last, e.g. 2027-11-01')
    .addOption(new Option('--format <format>').choices(['json', 'csv', 'html']).default('json'))
    .option('-o, --output <file>', 'write it there')
    .option('--account <handle>', 'act in this account')
    .action(report);
  sla
    .command('close <agreement>')
    .description('freeze the figures of a period that has ended, for both parties; for administrators')
    .requiredOption('--from <date>', 'its first day')
    .requiredOption('--to <date>', 'the day after its last')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(close);
  sla
    .command('verify <file>')
    .description('count a report anew from the ledgers in it, without Accord; exit code 1 and what differs otherwise')
    .option('--json')
    .action(verify);
}

async function report(agreement: string, { account, from, to, format, output }: Options): Promise<void> {
  const query = new URLSearchParams({ ...(from ? { from } : {}), ...(to ? { to } : {}), format });
  const text = await read(`${pathOf(agreement)}?${query}`, { account });
  const shown = format === 'json' ? `${JSON.stringify(JSON.parse(text), null, 2)}\n` : text;
  if (output) writeFileSync(output, shown);
  else process.stdout.write(shown);
}

async function close(
  agreement: string,
  { account, from, to, json }: { account?: string; from: string; to: string; json?: boolean },
): Promise<void> {
  const closed = await call<Closed>('POST', `${pathOf(agreement)}/closure`, { account, body: { from, to } });
  if (json) return console.log(JSON.stringify(closed, null, 2));
  console.log(`Closed from ${closed.period.from} to ${closed.period.to}. Hash of its figures: ${closed.hash}`);
}

function verify(file: string, { json }: { json?: boolean }): void {
  const verdict = verdictOn(file);
  if (json) console.log(JSON.stringify(verdict, null, 2));
  const { counted, of, differences } = verdict;
  const extent = `${counted} of ${of} tasks were counted anew from their ledgers`;
  const rest = counted < of ? `, the other ${of - counted} are not yours to see and are taken as stated` : '';
  if (differences.length === 0) {
    if (!json) console.log(`The report holds: ${extent}${rest}. Compare its hash with that of the other party.`);
    return;
  }
  throw new Failure(
    [`The report does not hold: ${extent}${rest}.`, ...differences.map((one) => `  ${one}`)].join('\n'),
    1,
  );
}

/** @throws Failure (2) when the file is no report */
function verdictOn(file: string): Verdict {
  const no = (why: string) => new Failure(`${file} is no report of an agreement as JSON: ${why}`, 2);
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw no(error.message);
  }
  if (report?.format !== reportFormat) throw no(`its format is not ${reportFormat}.`);
  return verifyReport(report);
}

const pathOf = (agreement: string) => `/v1/agreements/${encodeURIComponent(agreement)}/report`;
