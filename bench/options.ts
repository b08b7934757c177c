import { parseArgs } from 'node:util';
import { Problem } from '../bin/problem.ts';
import type { Crowd } from './crowd.ts';

export type Options = {
  /** Processes of the load, on the product and on each floor. */
  readonly processes: number;
  /** Seconds after which a load starts no more of them, as on a slow machine. */
  readonly loading: number;
  /** Processes of all phases that take no figure by the second. */
  readonly alone: number;
  readonly drilled: number;
  readonly kept: number;
  readonly requests: number;
  /** Clocks that are open at the same time. */
  readonly clocks: number;
  readonly crowd: Crowd;
  readonly deadlines: number;
  /** Most seconds it may take in all. */
  readonly seconds: number;
};

/** @throws Problem when the command line asks for what there is not */
export function readOptions(args: readonly string[]): Options {
  const { n, seconds, quick = false } = parsed(args);
  const given = { processes: whole('n', n, quick ? 20 : 500), seconds: whole('seconds', seconds, quick ? 60 : 450) };
  return quick
    ? {
        ...given,
        loading: 8,
        alone: 4,
        drilled: 20,
        kept: 30,
        requests: 100,
        clocks: 200,
        crowd: few,
        deadlines: 2_000,
      }
    : {
        ...given,
        loading: 75,
        alone: 30,
        drilled: 100,
        kept: 300,
        requests: 400,
        clocks: 10_000,
        crowd: many,
        deadlines: 20_000,
      };
}

const few: Crowd = { tasks: 20_000, accounts: 50, crowded: 5_000 };
const many: Crowd = { tasks: 1_000_000, accounts: 500, crowded: 20_000 };

function whole(name: string, given: string | undefined, otherwise: number): number {
  const number = given === undefined ? otherwise : Number(given);
  if (!Number.isInteger(number) || number < 1) throw new Problem(`--${name} ${given}: give a whole number above 0.`);
  return number;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { n: { type: 'string' }, seconds: { type: 'string' }, quick: { type: 'boolean' } },
    }).values;
  } catch {
    throw new Problem(
      'npm run bench knows, after a "--": --quick for a short run, --n for how many processes, --seconds for the most it may take.',
    );
  }
}
