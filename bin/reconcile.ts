import { Command } from 'commander';
import { reconcile } from '../domain/reconcile/reconcile.ts';
import { readConfig } from './config.ts';
import { explain } from './problem.ts';

// `npm run reconcile`: for operators, after a restored backup or when somebody misses a task.
const command = new Command('reconcile')
  .description('Compares what is shown to whom with who was given what; ends with 1 when something stays wrong')
  .option('--mend', 'mends what can be mended, with an entry in the audit of the account whose record it is');

try {
  const { DATABASE_RECONCILER_URL } = readConfig(['DATABASE_RECONCILER_URL']);
  const { mend = false } = command.parse().opts<{ mend?: boolean }>();
  const findings = await reconcile(DATABASE_RECONCILER_URL, mend);
  for (const { wrong, mended } of findings) console.log(mended ? `${wrong} Mended.` : wrong);
  const wrong = findings.filter(({ mended }) => !mended).length;
  console.log(`${findings.length} found, ${findings.length - wrong} mended.`);
  process.exitCode = wrong > 0 ? 1 : 0;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
