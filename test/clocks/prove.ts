import { compareClocks } from './compare.ts';

// A part of `npm run prove -- clocks`: makes its share of the cases and says, a line of JSON each, how far it is.

const [seed = 1, cases = 100_000, which = 0, of = 1] = process.argv.slice(2).map(Number);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const { zones, ...compared } = compareClocks({
  seed,
  cases,
  share: [which, of],
  progress: (now) => say({ cases: now }),
});
say({ ...compared, zones: [...zones] });
