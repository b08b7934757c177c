import type { Command } from 'commander';
import { jsonOption } from './json.ts';
import { type Given, verb } from './tasks.ts';

/** What is promised of a task, and what counts of its time; under `accord tasks`. */
export function taskPromiseCommands(program: Command): void {
  const tasks = program.commands.find((command) => command.name() === 'tasks') as Command;
  type Said = Given & { impact?: string; agreement?: string; stops?: string };
  verb(
    tasks,
    'impact <task>',
    'say how much hangs on it; more may be promised for more',
    'PUT',
    '/impact',
    (options) => {
      const { impact, reason } = options as Said;
      return { impact, reason };
    },
  )
    .requiredOption('--impact <impact>', 'none, low, medium, high or top')
    .requiredOption('--reason <text>');
  verb(
    tasks,
    'agree <task>',
    'have it done by another agreement on the same service',
    'PUT',
    '/agreement',
    (options) => ({
      agreementId: (options as Said).agreement,
    }),
  ).requiredOption('--agreement <id>');
  verb(tasks, 'pass <task>', 'pass it on to another provider', 'POST', '/handover', (options) => {
    const { agreement, reason } = options as Said;
    return { agreementId: agreement, reason };
  })
    .requiredOption('--agreement <id>', 'with that provider, on an offering of the same name')
    .requiredOption('--reason <text>');
  verb(
    tasks,
    'excuse <task>',
    'the provider does not answer for the time from now on',
    'PUT',
    '/excuse',
    ({ reason }) => ({
      reason,
    }),
  ).requiredOption('--reason <text>');
  verb(tasks, 'hold <task>', 'the provider answers for the time again', 'DELETE', '/excuse');
  verb(
    tasks,
    'stops <task>',
    'correct when its clocks stood still, in favour of the other side',
    'PUT',
    '/stops',
    (options) => {
      const { stops = '[]', reason } = options as Said;
      return { stops: jsonOption('--stops', stops), reason };
    },
  )
    .requiredOption('--stops <json>', 'all of them, [{"from", "to", "why"}], or @file')
    .requiredOption('--reason <text>');
}
