import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openProduct, type Product } from './product/database.ts';
import { kinds, total } from './product/decision.ts';
import { differential } from './product/differential.ts';
import { summaryOf } from './product/story.ts';

let product: Product;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product?.close());

const seed = 20300101;

describe('the product against the reference model', () => {
  test('answers 20,000 questions in generated worlds as the model does', async () => {
    const { tally, story } = await differential(product, { seed, decisions: 20_000, acts: 6, how: { contexts: 3 } });
    process.stderr.write(`${summaryOf(tally)}\n`);
    expect(story).toBe('');
    expect(total(tally)).toBeGreaterThanOrEqual(20_000);
    expect(kinds.filter((kind) => !tally.decisions.has(kind))).toEqual([]);
  }, 900_000);
});
