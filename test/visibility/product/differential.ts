import fc from 'fast-check';
import { worldOf } from '../worlds/build.ts';
import { type Spec, specs } from '../worlds/spec.ts';
import { compareActs } from './acting.ts';
import { compare, type How } from './compare.ts';
import type { Product } from './database.ts';
import { newTally, type Tally, total } from './decision.ts';
import { shrunk } from './shrink.ts';
import { recipeOf, storiesOf, storyOf } from './story.ts';
import { withinProduct } from './within.ts';

export type Run = {
  readonly seed: number;
  /** The run ends with the world in which so many were made. */
  readonly decisions: number;
  readonly how?: How;
  /** What people try in every world, after all has been read. */
  readonly acts?: number;
  /** Called after every world. */
  readonly progress?: (tally: Tally) => void;
};

/** Compares the product with the model in one world after the other, until they differ too often to go on. */
export async function differential(product: Product, { seed, decisions, how, acts = 0, progress }: Run) {
  const tally = newTally();
  let first: Spec | undefined;
  for (const spec of worldsFrom(seed)) {
    if (total(tally) >= decisions || tally.divergences.length > 100) break;
    const w = withinProduct(worldOf(spec));
    await compare(product, await product.hold(w), tally, how);
    await compareActs(product, w, picksOf(spec, acts), tally);
    progress?.(tally);
    if (tally.divergences.length > 0) first ??= spec;
  }
  return { tally, story: first ? await told(product, first, tally) : '' };
}

const picksOf = ({ details }: Spec, count: number) => Array.from({ length: count }, (_, i) => details + 104_729 * i);

/** Everything that differs in the world, and the first of it in the smallest world in which it does. */
async function told(product: Product, spec: Spec, { divergences }: Tally): Promise<string> {
  if (divergences[0]!.kind === 'act') return `${storiesOf(divergences)}\n\n${recipeOf(spec)}`;
  const small = await shrunk(product, spec, divergences[0]!);
  return [storiesOf(divergences), 'In a smaller world:', storyOf(small.divergence), recipeOf(small.spec)].join('\n\n');
}

function* worldsFrom(seed: number): Iterable<Spec> {
  for (let at = seed; ; at++) yield* fc.sample(specs(), { numRuns: 1, seed: at });
}
