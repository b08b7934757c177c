import { Command } from 'commander';
import { accountCommands } from '../cli/accounts.ts';
import { agreementCommands } from '../cli/agreements.ts';
import { auditCommands } from '../cli/audit.ts';
import { calendarCommands } from '../cli/calendar.ts';
import { elapsedCommand } from '../cli/elapsed.ts';
import { Failure } from '../cli/failure.ts';
import { inboxCommand } from '../cli/inbox.ts';
import { peopleCommands } from '../cli/people.ts';
import { processCommands } from '../cli/processes.ts';
import { signInCommands } from '../cli/sign-in.ts';
import { slaCommands } from '../cli/sla.ts';
import { taskChecklistCommands } from '../cli/task-checklist.ts';
import { taskPromiseCommands } from '../cli/task-promise.ts';
import { taskCommands } from '../cli/tasks.ts';
import { templateCommands } from '../cli/templates.ts';
import { trustCommands } from '../cli/trusts.ts';
import { whyCommands } from '../cli/why.ts';

const program = new Command('accord')
  .description('Accord in a terminal. ACCORD_URL says where it runs, ACCORD_TOKEN signs programs in.')
  .showSuggestionAfterError()
  .showHelpAfterError('(add --help for what there is)')
  .exitOverride();
for (const commands of [
  signInCommands,
  inboxCommand,
  taskCommands,
  taskChecklistCommands,
  taskPromiseCommands,
  processCommands,
  templateCommands,
  trustCommands,
  agreementCommands,
  accountCommands,
  calendarCommands,
  peopleCommands,
  slaCommands,
  auditCommands,
  elapsedCommand,
  whyCommands,
])
  commands(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** 0 done, 1 failed, 2 usage, 3 not found, 4 denied. */
function exitCodeOf(error: unknown): number {
  const { code, exitCode } = error as { code?: string; exitCode?: number };
  if (code?.startsWith('commander.')) return exitCode === 0 ? 0 : 2;
  if (error instanceof Failure) {
    console.error(error.message);
    return error.exitCode;
  }
  if (code === 'ENOENT') {
    console.error((error as Error).message);
    return 2;
  }
  throw error;
}
