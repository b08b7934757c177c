import { migrate } from '../../migrations/migrate.ts';
import { readConfig } from '../config.ts';
import { provision } from '../stack/provision.ts';
import { addressesFor } from '../stack/test-addresses.ts';
import { children } from './child.ts';

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
  readonly lateness: readonly number[];
  readonly early: number;
  readonly missing: number;
  readonly doubled: number;
  readonly faults: readonly string[];
};

/** @returns whether every event of every clock was told once, at its instant, and 99 of 100 within two seconds of it */
export async function proveDurability({ seeds, seed, json, say }: DurabilityOptions): Promise<boolean> {
  const stack = await provision({ config: readConfig([], {}), say });
  const { run, stop } = children({ ...process.env, ...addressesFor(stack) });
  try {
    await migrate(stack.databaseUrls.migrator, stack.secrets.secret);
    say('The servers are up');
    let said: Said | undefined;
    await run<Said>('faults/clocks/prove.ts', [seeds, seed], (line) => {
      said = line;
      say(`${line.seeds} of ${seeds} seeds: ${line.events} events, ${line.kills} kills, ${line.restarts} restarts`);
    });
    const { lateness, faults, ...counts } = said as unknown as Said;
    for (const fault of faults) console.error(fault);
    const late_p99_ms = Math.round([...lateness].sort((a, b) => a - b)[Math.ceil(lateness.length * 0.99) - 1] ?? 0);
    if (json) console.log(JSON.stringify({ ...counts, late_p99_ms }));
    return counts.early + counts.missing + counts.doubled + faults.length === 0 && late_p99_ms <= 2_000;
  } finally {
    stop();
    await stack.stop();
  }
}
