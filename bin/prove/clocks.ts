import { children, inHalves } from './child.ts';

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
  const { run } = children(process.env);
  const made = (parts: readonly Said[]) => parts.reduce((sum, part) => sum + part.cases, 0);
  const parts = await inHalves<Said>(
    (which, line) => run('clocks/prove.ts', [seed, Math.ceil(cases / 2), which, 2], line),
    (now) => say(`${made(now)} of ${cases} cases`),
  );
  const zones = new Set(parts.flatMap((part) => part.zones ?? []));
  const divergences = parts.flatMap((part) => part.divergences ?? []);
  for (const one of divergences) console.error(one);
  say(`${made(parts)} cases in ${zones.size} time zones, ${divergences.length} divergences`);
  if (json) console.log(JSON.stringify({ cases: made(parts), divergences: divergences.length, zones: zones.size }));
  return divergences.length === 0;
}
