import type { Command } from 'commander';
import { call } from './api.ts';
import { accountHolding } from './inbox.ts';
import { describe, type Task } from './tasks.ts';

/** Ticking what must be done before a task is complete; under `accord tasks`. */
export function taskChecklistCommands(program: Command): void {
  const tasks = program.commands.find((command) => command.name() === 'tasks') as Command;
  tick(tasks, 'tick', 'PUT', 'tick an item of its checklist, by its number');
  tick(tasks, 'untick', 'DELETE', 'take the tick off an item again');
}

function tick(tasks: Command, name: string, method: string, description: string): void {
  tasks
    .command(`${name} <task> <item>`)
    .description(description)
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async (id: string, item: string, options: { account?: string; json?: boolean }) => {
      const account = options.account ?? (await accountHolding(id));
      const path = `/v1/tasks/${encodeURIComponent(id)}`;
      await call(method, `${path}/checklist/${encodeURIComponent(item)}`, { account });
      const task = await call<Task>('GET', path, { account });
      console.log(options.json ? JSON.stringify(task, null, 2) : describe(task));
    });
}
