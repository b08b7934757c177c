import { parseArgs } from 'node:util';
import { explain, Problem } from './problem.ts';
import { proveClocks } from './prove/clocks.ts';
import { proveDurability } from './prove/durability.ts';
import { proveReports } from './prove/reports.ts';
import { proveSchema } from './prove/schema.ts';
import { proveVisibility } from './prove/visibility.ts';

// What is printed to people goes to stderr, the result to stdout.

const usage =
  'npm run prove -- visibility [--decisions 1000000] [--seed 1] [--no-mutants] [--json], ' +
  'npm run prove -- clocks [--cases 1000000] [--seed 1] [--json], ' +
  'npm run prove -- durability [--seeds 200] [--seed 1] [--json], ' +
  'npm run prove -- reports [--worlds 1000] [--seed 1] [--json], ' +
  'or: npm run prove -- schema [--examples 50] [--seed 1]';
const proofs = {
  visibility: proveVisibility,
  clocks: proveClocks,
  durability: proveDurability,
  reports: proveReports,
  schema: proveSchema,
};
const began = performance.now();
const say = (line: string) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

try {
  process.exit((await prove()) ? 0 : 1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

function prove(): Promise<boolean> {
  const { what, ...options } = readOptions(process.argv.slice(2));
  return proofs[what]({ ...options, say });
}

function readOptions(args: readonly string[]) {
  const given = parse(args);
  const what = given.positionals.join(' ');
  if (!Object.hasOwn(proofs, what)) throw new Problem(`What is to be proven? ${usage}`);
  const {
    decisions = '1000000',
    cases = '1000000',
    worlds = '1000',
    examples = '50',
    seeds = '200',
    seed = '1',
    'no-mutants': without = false,
    json = false,
  } = given.values;
  for (const [name, value] of Object.entries({ decisions, cases, worlds, examples, seeds, seed }))
    if (!/^\d{1,9}$/.test(value)) throw new Problem(`--${name} ${value}: give a whole number.`);
  return {
    what: what as keyof typeof proofs,
    cases: Number(cases),
    worlds: Number(worlds),
    examples: Number(examples),
    seeds: Number(seeds),
    decisions: Number(decisions),
    seed: Number(seed),
    mutants: !without,
    json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        decisions: { type: 'string' },
        cases: { type: 'string' },
        worlds: { type: 'string' },
        examples: { type: 'string' },
        seeds: { type: 'string' },
        seed: { type: 'string' },
        'no-mutants': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch {
    throw new Problem(`Usage: ${usage}`);
  }
}
