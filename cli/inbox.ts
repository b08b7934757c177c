import { styleText } from 'node:util';
import type { Command } from 'commander';
import { all, call } from './api.ts';
import { table, when } from './print.ts';

export type InboxRow = {
  account: { handle: string; name: string };
  part: 'mine' | 'team';
  approval: string | null;
  task: {
    id: string;
    status: string;
    title: string;
    process: string;
    due: string | null;
    target: string | null;
    overdue: boolean;
    breached: boolean;
  };
};

export function inboxCommand(program: Command): void {
  program
    .command('inbox')
    .description('what waits for you, over all your accounts, the next promise first')
    .option('--part <part>', 'mine, team or all', 'all')
    .option('--account <handle>', 'only in this account')
    .option('--json')
    .action(async ({ part, account, json }: { part: string; account?: string; json?: boolean }) => {
      const rows: InboxRow[] = [];
      for await (const row of all<InboxRow>(`/v1/inbox?part=${part}${account ? `&account=${account}` : ''}`))
        rows.push(row);
      if (json) return console.log(JSON.stringify(rows, null, 2));
      if (rows.length === 0) return console.log('Nothing waits for you.');
      console.log(table(rows.map(cells), ['ACCOUNT', 'TASK', 'FOR', 'STATUS', 'TARGET', 'DUE', 'ID']));
    });
}

function cells({ account, task, approval }: InboxRow): string[] {
  const late = task.overdue || task.breached;
  const title = late ? styleText('red', task.title) : task.title;
  return [
    account.handle,
    title,
    task.process,
    task.status,
    when(task.target),
    when(task.due),
    approval ? `approval ${approval}` : task.id,
  ];
}

/** The account in which the signed-in person holds a task or a vote; undefined when he has but one, or it waits nowhere. */
export async function accountHolding(id: string): Promise<string | undefined> {
  const { accounts } = await call<{ accounts: unknown[] }>('GET', '/v1/me');
  if (accounts.length < 2) return undefined;
  for await (const row of all<InboxRow>('/v1/inbox'))
    if (row.task.id === id || row.approval === id) return row.account.handle;
  return undefined;
}
