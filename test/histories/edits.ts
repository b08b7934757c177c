import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = join(import.meta.dirname, '../..');

/** What somebody may do to workflows/process.ts in good faith that breaks what runs: what to put in place of what. */
const edits: { readonly [name: string]: readonly [from: string, to: string] } = {
  restsFirst: ['for (let { timerAt }', 'await condition(() => told, 1_000);\n  for (let { timerAt }'],
  asksFirst: ['for (let { timerAt }', "await failAutomation(input.accountId, '', '', '');\n  for (let { timerAt }"],
  drivesAsActivity: ['{ drive } = proxyLocalActivities', '{ drive } = proxyActivities'],
  automatesLocally: ['{ runAutomation } = proxyActivities', '{ runAutomation } = proxyLocalActivities'],
  needsNoTimer: ['condition(() => told, Math.max(1, Date.parse(until) - Date.now()))', 'condition(() => told)'],
  looksOnceMoreAtTheEnd: ['if (ended && running.size === 0) return;', ''],
  neverEnds: ['if (over && running.size === 0) return;', ''],
  swallowsFailures: ['await failAutomation(accountId, automation.taskId, cause.message, at());', 'void cause;'],
  neverGoesOnInANewHistory: ['workflowInfo().continueAsNewSuggested', 'false as boolean'],
};
export const editNames = Object.keys(edits);

/** One bundle with a copy of the process workflow for each edit, under the edit's name, and one as it is: `unedited`. */
export async function bundleEdited(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-edits-'));
  try {
    const source = readFileSync(join(root, 'workflows', 'process.ts'), 'utf8');
    const copies = { unedited: source, ...Object.fromEntries(editNames.map((name) => [name, edited(source, name)])) };
    for (const [name, text] of Object.entries(copies)) writeFileSync(join(folder, `${name}.ts`), text);
    const index = Object.keys(copies).map((name) => `export { process as ${name} } from './${name}.ts';\n`);
    const workflowsPath = join(folder, 'index.ts');
    writeFileSync(workflowsPath, index.join(''));
    const { code } = await bundleWorkflowCode({
      workflowsPath,
      logger: new DefaultLogger('WARN'),
      // The copies lie outside the repository, their packages in it.
      webpackConfigHook: ({ resolve, ...config }) => ({
        ...config,
        resolve: { ...resolve, modules: [...(resolve?.modules ?? []), join(root, 'node_modules')] },
      }),
    });
    return code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function edited(source: string, name: string): string {
  const [from, to] = edits[name] as readonly [string, string];
  if (!source.includes(from))
    throw new Error(`The edit ${name} finds nothing to edit in workflows/process.ts: ${from}`);
  return source.replace(from, to);
}
