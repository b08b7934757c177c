import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare, type How } from './product/compare.ts';
import { openProduct, type Product } from './product/database.ts';
import { newTally, type Tally, total } from './product/decision.ts';
import { storiesOf } from './product/story.ts';
import { withinProduct } from './product/within.ts';
import { worldOf } from './worlds/build.ts';
import { specs } from './worlds/spec.ts';

// Each of the two walls has to hold alone: the rules of the domain, and row level security.

let product: Product;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product?.close());

const worlds = fc.sample(specs(), { numRuns: 2, seed: 20300102 }).map((spec) => withinProduct(worldOf(spec)));

async function asked(of: Product, how: How): Promise<Tally> {
  const tally = newTally();
  for (const w of worlds) await compare(of, await product.hold(w), tally, { contexts: 3, ...how });
  return tally;
}

describe('two walls', () => {
  test('without row level security the rules of the domain show and tell nothing more', async () => {
    const tally = await asked(product, { ways: ['door', 'post'] });
    expect(storiesOf(tally.divergences)).toBe('');
    expect(total(tally)).toBeGreaterThan(1_000);
  }, 120_000);

  test('without the rules of the domain row level security shows and changes no row more', async () => {
    const tally = await asked(product, { ways: ['rows'], contexts: 12 });
    expect(storiesOf(tally.divergences)).toBe('');
    expect(total(tally)).toBeGreaterThan(5_000);
  }, 120_000);

  test('without both, the same questions find that everything is shown', async () => {
    const { divergences } = await asked({ ...product, bare: product.owner }, { ways: ['rows'] });
    const found = new Set(divergences.map(({ of }) => of));
    for (const type of ['account', 'person', 'process', 'task', 'note', 'team', 'trust', 'write task', 'role'])
      expect(found).toContain(type);
  }, 120_000);
});
