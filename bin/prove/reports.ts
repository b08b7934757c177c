import { inHalves } from './child.ts';
import { besideServers } from './servers.ts';

// `npm run prove -- reports`: has both parties of random agreements read what those came to, beside an oracle that counts by the minute.

export type ReportsOptions = {
  readonly worlds: number;
  readonly seed: number;
  readonly json: boolean;
  readonly say: (line: string) => void;
};

type Said = {
  readonly worlds: number;
  readonly reports: number;
  readonly withheld: number;
  readonly decided: number;
  readonly closed: number;
  readonly divergences: readonly string[];
};

/** @returns whether all figures were equal, right, and stood up to being counted anew */
export async function proveReports({ worlds, seed, json, say }: ReportsOptions): Promise<boolean> {
  return besideServers(say, async (run) => {
    const half = Math.ceil(worlds / 2);
    const parts = await inHalves<Said>(
      (which, line) => run('reports/prove.ts', [seed + which * 1_000_000, half], line),
      (now) => say(`${sum(now, 'worlds')} of ${worlds} worlds`),
    );
    const divergences = parts.flatMap((part) => part.divergences);
    for (const one of divergences) console.error(one);
    const [made, reports, withheld] = [sum(parts, 'worlds'), sum(parts, 'reports'), sum(parts, 'withheld')];
    const [decided, closed] = [sum(parts, 'decided'), sum(parts, 'closed')];
    say(`${made} worlds, ${reports} reports, ${withheld} of them with tasks withheld, ${closed} periods closed`);
    say(`${decided} promises decided, ${divergences.length} divergences`);
    const result = { worlds: made, reports, withheld, decided, closed, divergences: divergences.length };
    if (json) console.log(JSON.stringify(result));
    return divergences.length === 0;
  });
}

const sum = (parts: readonly Said[], of: Exclude<keyof Said, 'divergences'>) =>
  parts.reduce((total, part) => total + (part?.[of] ?? 0), 0);
