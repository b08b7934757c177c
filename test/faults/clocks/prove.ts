import { percentile } from '../../../bench/figures.ts';
import { type Proven, prove } from './run.ts';
import { Trial } from './trial.ts';

// A part of `npm run prove -- durability`: says, a line of JSON each, how far it is.

const [seeds = 200, first = 1] = process.argv.slice(2).map(Number);
const trial = await Trial.open();
try {
  say(await prove(trial, { seeds, first, each: 25, rounds: 6, progress: say }));
} finally {
  await trial.close();
}

function say({ seeds, kills, restarts, events, lateness, ...found }: Proven): void {
  const late_p99_ms = Math.round(percentile(lateness, 0.99));
  process.stdout.write(`${JSON.stringify({ seeds, kills, restarts, events, late_p99_ms, ...found })}\n`);
}
