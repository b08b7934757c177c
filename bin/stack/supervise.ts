import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './child.ts';

export type Part = { readonly name: string; start(): Promise<Child> };

export type Supervised = {
  readonly pid: () => number;
  /** Resolves with a sentence when the part ended and would not stay up again. */
  readonly gone: Promise<string>;
  /** @param patience milliseconds before it is killed */
  stop(patience?: number): Promise<void>;
};

const mostFailures = 5;
/** A part that ran this long in milliseconds is taken to be well again. */
const steady = 60_000;

/**
 * Starts a part and starts it again whenever it ends unasked, saying so, until it fails too often in a row.
 *
 * @param pause milliseconds before the first new start; doubled for each that follows
 */
export async function supervise(part: Part, say: (line: string) => void, pause = 200): Promise<Supervised> {
  let child = await part.start();
  let stopping = false;
  let restart: Promise<void> = Promise.resolve();

  const gone = new Promise<string>((resolve) => {
    let failures = 0;
    const watch = (started: number) => {
      void child.ended.then((how) => {
        if (stopping) return;
        if (Date.now() - started > steady) failures = 0;
        say(`${part.name} ended unexpectedly (${how}); starting it again.`);
        restart = again(how);
      });
    };
    const again = async (how: string): Promise<void> => {
      for (let why = how; !stopping; ) {
        failures += 1;
        if (failures > mostFailures) return resolve(`${part.name} does not stay up (${why}).`);
        await wait(pause * 2 ** (failures - 1));
        if (stopping) return;
        try {
          child = await part.start();
          say(`${part.name} is back.`);
          return watch(Date.now());
        } catch (error) {
          why = error instanceof Error ? error.message : String(error);
        }
      }
    };
    watch(Date.now());
  });

  const stop = async (patience?: number) => {
    stopping = true;
    await restart;
    await child.stop(patience);
  };
  return { pid: () => child.pid, gone, stop };
}
