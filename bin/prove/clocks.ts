import { onInterrupt } from '../stack/interrupt.ts';
import { child } from './child.ts';

// `npm run prove -- clocks`: puts counting in working time, and the clocks that rest on it, beside counting minute by minute.

export type ClocksOptions = {
  readonly cases: number;
  readonly seed: number;
  readonly json: boolean;
  readonly say: (line: string) => void;
};

type Said = { readonly cases: number; readonly zones?: readonly string[]; readonly divergences?: readonly string[] };

/** @returns whether the two never differed */
export async function proveClocks({ cases, seed, json, say }: ClocksOptions): Promise<boolean> {
  const running = new Set<() => void>();
  onInterrupt(() => {
    for (const stop of running) stop();
  });
  const parts: Said[] = [];
  const made = () => parts.reduce((sum, part) => sum + part.cases, 0);
  let told = 0;
  await Promise.all(
    [0, 1].map((i) =>
      child<Said>({ script: 'clocks/prove.ts', args: [seed, Math.ceil(cases / 2), i, 2], running }, (said) => {
        parts[i] = said;
        if (performance.now() - told < 5_000) return;
        told = performance.now();
        say(`${made()} of ${cases} cases`);
      }),
    ),
  );
  const zones = new Set(parts.flatMap((part) => part.zones ?? []));
  const divergences = parts.flatMap((part) => part.divergences ?? []);
  for (const one of divergences) console.error(one);
  say(`${made()} cases in ${zones.size} time zones, ${divergences.length} divergences`);
  if (json) console.log(JSON.stringify({ cases: made(), divergences: divergences.length, zones: zones.size }));
  return divergences.length === 0;
}
