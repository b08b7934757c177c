import { compare, type Way } from '../product/compare.ts';
import { openProduct } from '../product/database.ts';
import { newTally } from '../product/decision.ts';
import { withinProduct } from '../product/within.ts';
import { worldOf } from '../worlds/build.ts';
import type { Spec } from '../worlds/spec.ts';

/** The first question that product and model answer differently, asked in one way in a few worlds. */
export async function trial(way: Way, specs: readonly Spec[]): Promise<string | undefined> {
  const product = await openProduct();
  try {
    for (const spec of specs) {
      const tally = newTally();
      await compare(product, await product.hold(withinProduct(worldOf(spec))), tally, { ways: [way], first: true });
      const [found] = tally.divergences;
      if (found) return `${found.kind} ${found.of}`;
    }
    return undefined;
  } finally {
    await product.close();
  }
}
