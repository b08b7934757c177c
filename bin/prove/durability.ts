import { besideServers } from './servers.ts';

// `npm run prove -- durability`: lets clocks run for a year while the worker and the Temporal server are killed.

export type DurabilityOptions = {
  readonly seeds: number;
  readonly seed: number;
  readonly json: boolean;
  readonly say: (line: string) => void;
};
type Said = {
  readonly seeds: number;
  readonly kills: number;
  readonly restarts: number;
  readonly events: number;
  readonly late_p99_ms: number;
  readonly early: number;
  readonly missing: number;
  readonly doubled: number;
  readonly faults: readonly string[];
  readonly astray: number;
};
/** ms */
const latest = 2_000;

/** @returns whether every event of every clock was told once, at its instant, and 99 of 100 within two seconds of it */
export async function proveDurability({ seeds, seed, json, say }: DurabilityOptions): Promise<boolean> {
  return besideServers(say, async (run) => {
    const said: Said[] = [];
    await run<Said>('faults/clocks/prove.ts', [seeds, seed], (line) => {
      said.push(line);
      say(`${line.seeds} of ${seeds} seeds: ${line.events} events, ${line.kills} kills, ${line.restarts} restarts`);
    });
    const { faults, astray, ...counts } = said.at(-1) as Said;
    if (astray > 0) say(`${astray} seeds are not counted: the engine moved a clock of theirs further than asked`);
    for (const fault of faults) console.error(fault);
    if (json) console.log(JSON.stringify(counts));
    return counts.early + counts.missing + counts.doubled + faults.length === 0 && counts.late_p99_ms <= latest;
  });
}
