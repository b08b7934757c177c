import { openProduct } from '../product/database.ts';
import { total } from '../product/decision.ts';
import { differential } from '../product/differential.ts';

// A part of `npm run prove -- visibility`: makes its share of the decisions and says, a line of JSON each, how far it is.

const [seed = 1, decisions = 20_000, contexts = 6, acts = 10] = process.argv.slice(2).map(Number);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const product = await openProduct();
try {
  const { tally, story } = await differential(product, {
    ...{ seed, decisions, acts },
    how: { contexts },
    progress: (now) => say({ decisions: total(now), worlds: now.worlds }),
  });
  say({
    ...{ decisions: total(tally), worlds: tally.worlds, divergences: tally.divergences.length, story },
    ...{ kinds: Object.fromEntries(tally.decisions), allowed: Object.fromEntries(tally.allowed) },
  });
} finally {
  await product.close();
}
