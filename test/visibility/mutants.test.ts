import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openProduct, type Product } from './product/database.ts';
import { edits } from './prove/edits.ts';
import { editedText } from './prove/guard.ts';
import { situations } from './prove/situations.ts';
import { sqlEdits } from './prove/sql-edits.ts';
import { trySqlMutants } from './prove/sql-mutants.ts';
import { worldOf } from './worlds/build.ts';
import { specs } from './worlds/spec.ts';

// Guards of the database, taken out one by one; `npm run prove -- visibility` takes out those of the domain as well.

let product: Product;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product?.close());

describe('mutants of the policy', () => {
  test('there are sixty and more, each a guard that stands where it is said to stand', () => {
    const names = [...edits, ...sqlEdits].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
    for (const edit of edits) expect(editedText(edit)).toContain(edit.to);
  });

  test('no guard of the database is missing without being noticed', async () => {
    const tried = sqlEdits.filter(({ way }) => way === 'rows');
    const more = fc.sample(specs({ history: 14, aftermath: 4 }), { numRuns: 2, seed: 20300101 }).map(worldOf);
    const killed = await trySqlMutants(product, [situations(), ...more], tried);
    const score = tried.map(({ name }) => `${killed.get(name) ?? 'SURVIVED'}: ${name}`);
    process.stderr.write(`${score.join('\n')}\n${killed.size} of ${tried.length} mutants of the database killed\n`);
    expect(tried.filter(({ name }) => !killed.has(name)).map(({ name }) => name)).toEqual([]);
  }, 900_000);
});
