import { prove } from './run.ts';
import { Trial } from './trial.ts';

// A part of `npm run prove -- durability`: says, a line of JSON each, how far it is.

const [seeds = 200, first = 1] = process.argv.slice(2).map(Number);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const trial = await Trial.open();
try {
  say(await prove(trial, { seeds, first, each: 25, rounds: 6, progress: say }));
} finally {
  await trial.close();
}
