import { Argument, type Command } from 'commander';
import { all, call } from './api.ts';
import { accountHolding } from './inbox.ts';
import { table } from './print.ts';
import { trustNamed } from './trust.ts';

type Reason = { sentence: string };
type Audience = {
  people: { person: { name: string }; reasons: Reason[] }[];
  accounts: { account: { name: string }; reasons: Reason[] }[];
};
type OtherSide = {
  account: { name: string } | null;
  teams: { name: string }[];
  offeredServices: { name: string; offerings: { name: string }[] }[];
};
type Task = { id: string; title: string; status: string; process: { title: string }; forPerson: string | null };
type Options = { account?: string; json?: boolean };

export function whyCommands(program: Command): void {
  program
    .command('why')
    .description('for which reasons you see a record, or who else sees it')
    .addArgument(new Argument('<kind>').choices(Object.keys(nouns)))
    .argument('<id>')
    .option('--others', 'who else sees it; of a task or a process, for administrators and auditors')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(why);
  program
    .command('other-side <trust>')
    .description('what of your account the other side of a trust sees')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(otherSide);
}

const nouns = {
  account: 'accounts',
  approval: 'approvals',
  'offered-service': 'offered-services',
  offering: 'offerings',
  organization: 'organizations',
  person: 'people',
  process: 'processes',
  service: 'services',
  site: 'sites',
  task: 'tasks',
  team: 'teams',
  template: 'templates',
  trust: 'trusts',
} as const;

async function why(
  kind: keyof typeof nouns,
  id: string,
  { others, account, json }: Options & { others?: boolean },
): Promise<void> {
  const acting = { account: account ?? (kind === 'task' ? await accountHolding(id) : undefined) };
  const path = `/v1/${nouns[kind]}/${encodeURIComponent(id)}`;
  if (!others) {
    const { reasons } = await call<{ reasons: Reason[] }>('GET', `${path}/why`, acting);
    return say(reasons, json, () => sentences(reasons));
  }
  const audience = await call<Audience>('GET', `${path}/audience`, acting);
  const { people, accounts } = audience;
  say(audience, json, () =>
    [...people, ...accounts].length
      ? sentences([...people, ...accounts].flatMap(({ reasons }) => reasons))
      : 'Nobody else sees it.',
  );
}

async function otherSide(trust: string, { account, json }: Options): Promise<void> {
  const { id } = await trustNamed(trust, { account });
  const path = `/v1/trusts/${id}/other-side`;
  const seen = await call<OtherSide>('GET', path, { account });
  const tasks: Task[] = [];
  for await (const task of all<Task>(`${path}/tasks`, { account })) tasks.push(task);
  say({ ...seen, tasks }, json, () =>
    [
      `Your account: ${seen.account ? `its name, ${seen.account.name}` : 'nothing'}`,
      `Teams: ${seen.teams.map(({ name }) => name).join(', ') || 'none'}`,
      `Services: ${seen.offeredServices.map(offered).join('; ') || 'none'}`,
      tasks.length ? table(tasks.map(cells), ['TASK', 'OF', 'FOR', 'STATUS', 'ID']) : 'Tasks: none',
    ].join('\n'),
  );
}

const offered = ({ name, offerings }: OtherSide['offeredServices'][number]) =>
  `${name} (${offerings.map((offering) => offering.name).join(', ')})`;
const cells = ({ id, title, status, process, forPerson }: Task) => [title, process.title, forPerson ?? '', status, id];
const sentences = (reasons: readonly Reason[]) => reasons.map(({ sentence }) => sentence).join('\n');

function say(answer: unknown, json: boolean | undefined, text: () => string): void {
  console.log(json ? JSON.stringify(answer, null, 2) : text());
}
