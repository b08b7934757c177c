import { inHalves, type Run } from './child.ts';
import { besideServers } from './servers.ts';

// `npm run prove -- visibility`: compares the product with the reference model in a million decisions, then takes out one
// guard after the other and sees that this is noticed.

export type VisibilityOptions = {
  readonly decisions: number;
  readonly seed: number;
  readonly mutants: boolean;
  readonly json: boolean;
  readonly say: (line: string) => void;
};

type Counts = { readonly [name: string]: number };
type Decided = {
  decisions: number;
  worlds: number;
  divergences?: number;
  story?: string;
  kinds?: Counts;
  allowed?: Counts;
};
type Mutated = { mutants: number; killed: number };

/** @returns whether the two never differed, and every guard that was taken out was missed */
export async function proveVisibility({ decisions, seed, mutants, json, say }: VisibilityOptions): Promise<boolean> {
  return besideServers(say, async (run) => {
    const decided = decisions > 0 ? await decide(run, decisions, seed, say) : { decisions: 0, worlds: 0 };
    const mutated = mutants ? await mutate(run, say) : { mutants: 0, killed: 0 };
    const { worlds, divergences = 0 }: Decided = decided;
    if (json) console.log(JSON.stringify({ decisions: decided.decisions, worlds, divergences, ...mutated }));
    return divergences === 0 && mutated.killed === mutated.mutants;
  });
}

type Say = VisibilityOptions['say'];

/** Two processes, each with a database and worlds of its own. */
async function decide(run: Run, decisions: number, seed: number, say: Say): Promise<Decided> {
  const half = Math.ceil(decisions / 2);
  const parts = await inHalves<Decided>(
    (which, line) => run('visibility/prove/decide.ts', [seed + which * 1_000_000, half], line),
    (now) => say(`${add(now).decisions} of ${decisions} decisions in ${add(now).worlds} worlds`),
  );
  const kinds = together(parts.map((part) => part.kinds ?? {}));
  const whole = { ...add(parts), divergences: sum(parts.map(({ divergences = 0 }) => divergences)) };
  for (const { story } of parts) if (story) console.error(`\n${story}\n`);
  say(`${whole.decisions} decisions in ${whole.worlds} worlds, ${whole.divergences} divergences`);
  for (const [kind, count] of Object.entries(kinds)) say(`  ${kind.padEnd(8)} ${count}`);
  say('Answered otherwise than the model on purpose:');
  for (const [name, count] of Object.entries(together(parts.map((part) => part.allowed ?? {}))))
    say(`  ${name}: ${count}`);
  return whole;
}

async function mutate(run: Run, say: Say): Promise<Mutated> {
  let result: Mutated = { mutants: 0, killed: 0 };
  await run<Mutated & { name?: string; by?: string }>(
    'visibility/prove/mutate.ts',
    [],
    ({ name, by, mutants, killed }) => {
      result = { mutants, killed };
      if (name) say(`${by ? 'killed  ' : 'SURVIVED'}  ${name}${by ? ` (${by})` : ''}`);
    },
  );
  say(`${result.killed} of ${result.mutants} mutants killed`);
  return result;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function add(parts: readonly Decided[]) {
  return { decisions: sum(parts.map((part) => part.decisions)), worlds: sum(parts.map(({ worlds }) => worlds)) };
}

function together(counts: readonly Counts[]): Counts {
  const names = new Set(counts.flatMap((one) => Object.keys(one)));
  return Object.fromEntries([...names].map((name) => [name, sum(counts.map((one) => one[name] ?? 0))]));
}
