import { Argument, type Command } from 'commander';
import { call } from './api.ts';
import { accountHolding } from './inbox.ts';
import { table, when } from './print.ts';

type Named = { name: string } | null;
type Link = {
  what: string;
  from: string;
  to: string;
  workingMs: number;
  account: Named;
  title: string | null;
  round: number | null;
  notBefore: string | null;
};
type Share = { turn: string; account: Named; workingMs: number };
type Elapsed = {
  title: string;
  from: string | null;
  to: string;
  over: boolean;
  links: Link[];
  shares: Share[];
  total: { workingMs: number };
};

export function elapsedCommand(program: Command): void {
  program
    .command('why-late')
    .description('what a task or a process waited for, whose turn it was, and how much of the working time')
    .addArgument(new Argument('<kind>').choices(['task', 'process']))
    .argument('<id>')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async (kind: 'task' | 'process', id: string, options: { account?: string; json?: boolean }) => {
      const account = options.account ?? (kind === 'task' ? await accountHolding(id) : undefined);
      const noun = kind === 'task' ? 'tasks' : 'processes';
      const elapsed = await call<Elapsed>('GET', `/v1/${noun}/${encodeURIComponent(id)}/elapsed-time`, { account });
      console.log(options.json ? JSON.stringify(elapsed, null, 2) : describe(elapsed));
    });
}

function describe({ title, from, to, over, links, shares, total }: Elapsed): string {
  const until = `${over ? 'until' : 'up to now,'} ${when(to)}`;
  return [
    from ? `${title}: from ${when(from)} ${until}` : `${title}: ${until}`,
    '',
    table(links.map(cells), ['WAITED FOR', 'WHOSE TURN', 'FROM', 'TO', 'WORKING TIME']),
    '',
    table(
      [...shares.map((share) => [turnOf(share), clock(share.workingMs)]), ['Total', clock(total.workingMs)]],
      ['WHOSE TURN', 'WORKING TIME'],
    ),
  ].join('\n');
}

const cells = (link: Link) => [whatOf(link), turnOf(link), when(link.from), when(link.to), clock(link.workingMs)];

function whatOf({ what, title, round, notBefore }: Link): string {
  const task = `${title ?? 'its end'}${round !== null && round > 1 ? `, round ${round}` : ''}`;
  switch (what) {
    case 'stopped':
      return `${task}: its clock stood still`;
    case 'halted':
      return `${task}: failed, nobody had decided how to go on`;
    case 'suspended':
      return `${task}: the trust was suspended`;
    case 'planned':
      return `${task}: not before ${when(notBefore)}`;
    default:
      return task;
  }
}

function turnOf(of: { account: Named; turn?: string; what?: string }): string {
  if (of.account) return of.account.name;
  if (of.turn === 'before') return 'Before it was assigned';
  return (of.turn ?? of.what) === 'planned' ? 'The plan' : 'Accord itself';
}

/** Hours, minutes and seconds, nothing rounded: whoever adds up finds the total. */
function clock(ms: number): string {
  const two = (amount: number) => String(amount).padStart(2, '0');
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  const rest = ms % 1000;
  return `${hours}:${two(minutes)}:${two(seconds)}${rest ? `.${String(rest).padStart(3, '0')}` : ''}`;
}
