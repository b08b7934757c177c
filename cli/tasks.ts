import type { Command } from 'commander';
import { call } from './api.ts';
import { Failure } from './failure.ts';
import { accountHolding } from './inbox.ts';
import { jsonOption } from './json.ts';
import { minutes, when } from './print.ts';

type Clock = {
  goal: number;
  used: number | null;
  breachesAt: string | null;
  breached: boolean;
  stopped: boolean;
  metAt: string | null;
} | null;
export type Task = {
  id: string;
  title: string;
  status: string;
  reason: string;
  instructions: string;
  owner: { name: string };
  process: { title: string };
  assigned: { account: { name: string }; team: string | null; member: string | null } | null;
  forPerson: string | null;
  input: unknown;
  output: unknown;
  due: string | null;
  target: string | null;
  nextTarget: { is: string; at: string | null };
  overdue: boolean;
  impact: string;
  notAccountable: string | null;
  clocks: { respond: Clock; complete: Clock };
  checklist: { item: number; title: string; done: boolean; by: string | null }[];
  outputSchema?: { required?: string[] } | null;
};
type Options = { account?: string; json?: boolean };

export function taskCommands(program: Command): void {
  const tasks = program.command('tasks').description('look at tasks and work them');
  verb(tasks, 'show <task>', 'a task with its clocks and what it must hand back', 'GET', '');
  verb(tasks, 'accept <task>', 'take it; it leaves the inbox of the others', 'POST', '/acceptance');
  verb(tasks, 'start <task>', 'start it, or go on with it', 'POST', '/start');
  verb(tasks, 'retry <task>', 'do it again after it failed or was rejected', 'POST', '/retry');
  verb(tasks, 'complete <task>', 'complete it', 'POST', '/completion', (options) => ({ output: outputOf(options) }))
    .option('--output <json>', 'what it hands back, as JSON, or @file')
    .option('--set <name=value...>', 'one field of what it hands back');
  for (const [name, noun, description] of reasoned) {
    verb(tasks, `${name} <task>`, description, 'POST', noun, ({ reason }) => ({ reason })).requiredOption(
      '--reason <text>',
      'for the people who must go on from here',
    );
  }
  verb(tasks, 'wait <task>', 'let it wait', 'POST', '/wait', ({ reason, customer, until }) => ({
    for: customer ? 'customer' : 'other',
    reason,
    ...(until ? { until } : {}),
  }))
    .requiredOption('--reason <text>')
    .option('--customer', 'for the customer: its clocks stop')
    .option('--until <instant>', 'goes on by itself then');
  const approvals = program.command('approvals').description('cast votes asked of you');
  vote(approvals, 'approve <approval>', 'approval').option('--reason <text>');
  vote(approvals, 'reject <approval>', 'rejection').requiredOption('--reason <text>');
}

const reasoned = [
  ['fail', '/failure', 'say that it failed; the process halts until somebody decides'],
  ['reject', '/rejection', 'refuse it; the process halts until somebody decides'],
  ['cancel', '/cancellation', 'give it up and release its successors'],
] as const;

export type Given = Options & { reason?: string; customer?: boolean; until?: string; output?: string; set?: string[] };

export function verb(
  parent: Command,
  usage: string,
  description: string,
  method: string,
  noun: string,
  body?: (options: Given) => unknown,
): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async (id: string, options: Given) => {
      const account = options.account ?? (await accountHolding(id));
      const path = `/v1/tasks/${encodeURIComponent(id)}`;
      if (noun) await call(method, `${path}${noun}`, { account, ...(body ? { body: body(options) } : {}) });
      const task = await call<Task>('GET', path, { account });
      console.log(options.json ? JSON.stringify(task, null, 2) : describe(task));
    });
}

function vote(parent: Command, usage: string, noun: string): Command {
  return parent
    .command(usage)
    .option('--account <handle>', 'act in this account')
    .action(async (id: string, { account, reason }: Given) => {
      const acting = account ?? (await accountHolding(id));
      const { status, task } = await call<{ status: string; task: Task }>(
        'POST',
        `/v1/approvals/${encodeURIComponent(id)}/${noun}`,
        { account: acting, body: reason ? { reason } : {} },
      );
      console.log(`${task.title}: ${status}`);
    });
}

function outputOf({ output, set = [] }: Given): unknown {
  if (output !== undefined && set.length) throw new Failure('Give either --output or --set, not both.', 2);
  if (output !== undefined) return jsonOption('--output', output);
  return Object.fromEntries(
    set.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      if (value.length === 0) throw new Failure(`"${pair}" is no name=value.`, 2);
      return [name, value.join('=')];
    }),
  );
}

export function describe(task: Task): string {
  const facts: [string, string | null | undefined][] = [
    ['status', [task.status, task.reason].filter(Boolean).join(': ')],
    ['of', `${task.process.title}, ${task.owner.name}`],
    ['for', task.forPerson],
    ['with', [task.assigned?.account.name, task.assigned?.team, task.assigned?.member].filter(Boolean).join(', ')],
    ['due', `${when(task.due)}${task.overdue ? ' (overdue)' : ''}`],
    ['next', next(task.nextTarget)],
    ['respond', clock(task.clocks.respond)],
    ['complete', clock(task.clocks.complete)],
    ['impact', task.impact === 'none' ? '' : task.impact],
    ['excused', task.notAccountable],
    ['given', JSON.stringify(task.input)],
    ['hand back', task.outputSchema?.required?.join(', ')],
  ];
  return [
    task.title,
    ...facts.filter(([, value]) => value).map(([name, value]) => `  ${name.padEnd(10)}${value}`),
    ...(task.checklist.length ? ['', ...task.checklist.map(item)] : []),
    ...(task.instructions ? ['', task.instructions] : []),
  ].join('\n');
}

const item = ({ item, title, done, by }: Task['checklist'][number]) =>
  `  [${done ? 'x' : ' '}] ${item} ${title}${by ? ` (${by})` : ''}`;

const next = ({ is, at }: Task['nextTarget']) =>
  is === 'none' ? '' : [is.replace('_', ' '), when(at)].filter(Boolean).join(', ');

export function clock(face: Clock): string {
  if (!face) return '';
  const used = face.used === null ? '' : `${minutes(face.used)} of ${minutes(face.goal)} used`;
  const state = face.metAt
    ? face.breached
      ? 'kept late'
      : 'kept'
    : face.stopped
      ? 'stopped'
      : `${face.breached ? 'breached' : 'until'} ${when(face.breachesAt)}`;
  return [used, state].filter(Boolean).join(', ');
}
