import { worldOf } from '../worlds/build.ts';
import type { Spec } from '../worlds/spec.ts';
import { compare, type Way } from './compare.ts';
import type { Product } from './database.ts';
import { type Divergence, newTally } from './decision.ts';
import { withinProduct } from './within.ts';

/** A smaller world in which something alike goes wrong, as far as one is found in the time (ms). */
export async function shrunk(
  product: Product,
  spec: Spec,
  found: Divergence,
  time = 30_000,
): Promise<{ readonly spec: Spec; readonly divergence: Divergence }> {
  const until = Date.now() + time;
  let [best, divergence] = [spec, found];
  for (let smaller = true; smaller && Date.now() < until; ) {
    smaller = false;
    for (const candidate of smallerThan(best)) {
      if (Date.now() > until) break;
      const again = await divergesIn(product, candidate, found);
      if (!again) continue;
      [best, divergence, smaller] = [candidate, again, true];
      break;
    }
  }
  return { spec: best, divergence };
}

/** The last ones first: they are the least likely to be needed. */
function* smallerThan(spec: Spec): Iterable<Spec> {
  for (const list of ['aftermath', 'history', 'trusts'] as const) {
    const { length } = spec[list];
    for (let size = length; size >= 1; size = Math.floor(size / 2))
      for (let from = length - size; from >= 0; from -= size)
        yield { ...spec, [list]: [...spec[list].slice(0, from), ...spec[list].slice(from + size)] };
  }
  if (spec.accounts > 2) yield { ...spec, accounts: spec.accounts - 1 };
  if (spec.directory) yield { ...spec, directory: false };
}

async function divergesIn(product: Product, spec: Spec, like: Divergence): Promise<Divergence | undefined> {
  const tally = newTally();
  await compare(product, await product.hold(withinProduct(worldOf(spec))), tally, { ways: [wayOf(like)] });
  const alike = ({ kind, of, model, product: said }: Divergence) =>
    [kind, of, model, said].join(' ').replace(/\d+/g, '');
  return tally.divergences.find((one) => alike(one) === alike(like));
}

function wayOf({ kind, of }: Divergence): Way {
  if (kind === 'rows') return 'rows';
  if (kind === 'door') return /^(stream|mail) /.test(of) ? 'post' : 'door';
  return kind === 'stream' || kind === 'mail' ? 'delivery' : 'api';
}
