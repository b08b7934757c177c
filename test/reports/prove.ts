import { compareReports } from './compare.ts';

// A part of `npm run prove -- reports`: makes its share of the worlds and says, a line of JSON each, how far it is.

const [seed = 1, worlds = 100] = process.argv.slice(2).map(Number);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
say(await compareReports({ seed, worlds, progress: say }));
