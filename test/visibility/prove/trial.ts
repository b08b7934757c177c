import { compare, type Way } from '../product/compare.ts';
import { openProduct } from '../product/database.ts';
import { newTally } from '../product/decision.ts';
import { withinProduct } from '../product/within.ts';
import { worldOf } from '../worlds/build.ts';
import type { Spec } from '../worlds/spec.ts';
import { situations } from './situations.ts';

/** The first question that product and model answer differently, asked in one way in a few worlds; or that it fails. */
export async function trial(way: Way, specs: readonly Spec[]): Promise<string | undefined> {
  const product = await openProduct();
  try {
    for (const make of [situations, ...specs.map((spec) => () => worldOf(spec))]) {
      const tally = newTally();
      await compare(product, await product.hold(withinProduct(make())), tally, { ways: [way], first: true });
      const [found] = tally.divergences;
      if (found) return `${found.kind} ${found.of}`;
    }
    return undefined;
  } catch (error) {
    // With all guards in place the same was asked and answered before.
    return `failed: ${(error as Error).message.split('\n')[0]?.slice(0, 100)}`;
  } finally {
    await product.close();
  }
}
