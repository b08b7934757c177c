import { readFileSync } from 'node:fs';
import { readHires } from '../cli/csv.ts';
import { agree, compareReports } from '../demo/agreements.ts';
import { Checks } from '../demo/checks.ts';
import { SignedIn } from '../demo/person.ts';
import { type Hire, tell } from '../demo/story.ts';
import { migrate } from '../migrations/migrate.ts';
import type { JsonObject, JsonSchema } from '../plan/plan.ts';
import { readConfig } from './config.ts';
import { explain } from './problem.ts';
import { demoPassword } from './seed/cast.ts';
import { seed } from './seed.ts';
import { onInterrupt } from './stack/interrupt.ts';
import { freePort } from './stack/ports.ts';
import { program } from './stack/programs.ts';
import { provision } from './stack/provision.ts';
import { supervise } from './stack/supervise.ts';

// `npm run demo`: the story on a stack of its own, which is thrown away afterwards.
const say = (line: string) => console.log(line);
const began = performance.now();
let failed = true;
try {
  failed = await demo();
} catch (error) {
  console.error(explain(error));
}
process.exit(failed ? 1 : 0);

async function demo(): Promise<boolean> {
  const config = readConfig();
  const stack = await provision({ config, say });
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    await Promise.all(stops.map((end) => end()));
    await stack.stop();
  };
  onInterrupt(() => void stop());
  try {
    await migrate(stack.databaseUrls.migrator, stack.secrets.secret);
    await seed(stack.databaseUrls, say);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('DATABASE_'));
    const env = {
      ...Object.fromEntries(rest),
      NODE_ENV: 'development',
      ACCORD_CLOCK: 'movable',
      PORT: String(port),
      ACCORD_URL: url,
      ACCORD_DATA: stack.dataDir,
      LOG_LEVEL: 'warn',
      ACCORD_SECRET: stack.secrets.secret,
      DATABASE_QUEUE_URL: stack.databaseUrls.queue,
      TEMPORAL_ADDRESS: stack.temporalAddress,
      TEMPORAL_NAMESPACE: stack.namespace,
    };
    const parts = await Promise.all([
      supervise(program('API', 'api.ts', stack.dataDir, { ...env, DATABASE_API_URL: stack.databaseUrls.api }), say),
      supervise(
        program('Worker', 'worker.ts', stack.dataDir, { ...env, DATABASE_WORKER_URL: stack.databaseUrls.worker }),
        say,
      ),
    ]);
    stops.push(...parts.map((part) => part.stop));
    say(`Accord runs at ${url} (${seconds()} s).`);
    const checks = await story(url);
    checks.print();
    say(`\n${checks.failed ? `${checks.failed} checks failed` : 'Everything as claimed'} (${seconds()} s).`);
    return checks.failed > 0;
  } finally {
    await stop();
  }
}

async function story(url: string) {
  const as = (key: string, home = 'fernhill') => SignedIn.as(url, `${key}@${home}.example`, demoPassword);
  const [hr, manager, rival] = await Promise.all([as('helen'), as('marta'), as('oscar', 'oakline')]);
  const workers = await Promise.all(
    ['ida', 'fatima', 'bao', 'noor', 'nils', 'nadia', 'noah', 'nora'].map((key) => as(key)),
  );
  const { accounts } = await hr.get<{ accounts: { id: string; handle: string }[] }>('/v1/me');
  const own = accounts.find(({ handle }) => handle === 'fernhill-hr')?.id;
  const { calendar } = await hr.get<{ calendar: { holidays: string[] } }>(`/v1/accounts/${own}`, 'fernhill-hr');
  const checks = new Checks();
  const [imran, hugo] = await Promise.all([as('imran'), as('hugo')]);
  const provider = { person: imran, account: 'fernhill-it' };
  const customer = { person: hugo, account: 'fernhill-hr' };
  const agreements = await agree(provider, customer, checks);
  const hires = await startAll(hr);
  await tell({ hr, manager, workers, rival }, hires, calendar.holidays, checks, say);
  await compareReports(agreements, [provider, customer], checks);
  return checks;
}

/** Every row of the CSV goes through both templates, each taking the columns it knows. */
async function startAll(hr: SignedIn): Promise<Hire[]> {
  const csv = readFileSync(new URL('../demo/hires.csv', import.meta.url), 'utf8');
  const people = new Map<string, { id: string; name: string }>();
  const find = async (email: string) => {
    const { items } = await hr.get<{ items: { id: string; name: string; email: string | null }[] }>(
      `/v1/people?search=${encodeURIComponent(email)}`,
      'fernhill-hr',
    );
    const person = items.find((each) => each.email === email);
    if (person) people.set(person.id, person);
    return person?.id;
  };
  const hires = new Map<string, { name: string; startDate: string; processes: { id: string; template: string }[] }>();
  for (const template of ['us-digital-service-new-hire', 'employee-onboarding']) {
    const { input: schema } = await hr.get<{ input: JsonSchema }>(`/v1/templates/${template}`, 'fernhill-hr');
    const { rows, bad } = await readHires(new TextEncoder().encode(columnsOf(csv, schema)), schema, find);
    if (bad.length) throw new Error(bad.map(({ line, reason }) => `hires.csv line ${line} ${reason}`).join('\n'));
    for (const { input } of rows) {
      const { id } = await hr.post<{ id: string }>('/v1/processes', { template, input }, 'fernhill-hr');
      const { person, startDate } = input as JsonObject & { person: string; startDate: string };
      const hire = hires.get(person) ?? { name: people.get(person)?.name ?? '', startDate, processes: [] };
      hire.processes.push({ id, template });
      hires.set(person, hire);
    }
  }
  say(
    `${hires.size} hires of one CSV, ${[...hires.values()].flatMap(({ processes }) => processes).length} processes started.`,
  );
  return [...hires.values()];
}

/** The CSV without the columns that a template does not ask for. */
function columnsOf(csv: string, schema: JsonSchema): string {
  const lines = csv
    .trim()
    .split('\n')
    .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? []);
  const kept = lines[0]?.flatMap((name, index) => (name in (schema.properties as object) ? [index] : [])) ?? [];
  return lines.map((cells) => kept.map((index) => cells[index] ?? '').join(',')).join('\n');
}

function seconds(): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}
