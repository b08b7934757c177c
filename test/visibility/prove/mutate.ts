import fc from 'fast-check';
import { openProduct } from '../product/database.ts';
import { worldOf } from '../worlds/build.ts';
import { specs } from '../worlds/spec.ts';
import { edits } from './edits.ts';
import { mutated } from './mutant-loader.ts';
import { situations } from './situations.ts';
import { sqlEdits } from './sql-edits.ts';
import { trySqlMutants } from './sql-mutants.ts';
import type { trial } from './trial.ts';

// A part of `npm run prove -- visibility`: takes out one guard after the other and says, a line of JSON each, what notices.

const worlds = fc.sample(specs({ history: 14, aftermath: 4 }), { numRuns: 2, seed: 20300101 });
const wanted = (name: string) => process.argv.slice(2).every((part) => name.includes(part));
let [mutants, killed] = [0, 0];
function say(name: string, by: string | undefined): void {
  mutants++;
  if (by) killed++;
  process.stdout.write(`${JSON.stringify({ name, by, mutants, killed })}\n`);
}

const product = await openProduct();
try {
  const inSql = sqlEdits.filter(({ name }) => wanted(name));
  const noticed = await trySqlMutants(product, [situations(), ...worlds.map(worldOf)], inSql);
  for (const { name } of inSql) say(name, noticed.get(name));
} finally {
  await product.close();
}
for (const edit of edits.filter(({ name }) => wanted(name))) {
  const { trial: without } = await mutated<{ trial: typeof trial }>('test/visibility/prove/trial.ts', edit);
  say(edit.name, await without(edit.way, worlds));
}
