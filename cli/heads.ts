import { readFileSync } from 'node:fs';
import { Failure } from './failure.ts';

/** Where the chain of an account's audit log ended at some time. */
export type Head = { readonly number: number; readonly hash: string };
export type KeptHead = Head & { readonly account: string };
/** What is found of a part of a chain. */
export type Part = {
  readonly fault: string | null;
  readonly seals: number;
  readonly entries: number;
  readonly unsealed: number;
  readonly head: Head | null;
  readonly more: boolean;
};

/** As it is printed to be kept: `fernhill-hr 412:9f… 2027-03-01T08:00:00.000Z`. */
export function headLine(account: string, { number, hash, sealedAt }: Head & { readonly sealedAt: string }): string {
  return `${account} ${number}:${hash} ${sealedAt}`;
}

/** Heads of a file of such lines; empty ones, comments and what npm prints are passed over. */
export function keptHeads(path: string): KeptHead[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (/^\s*($|[#>])/.test(line)) return [];
    const [, account, number, hash] = /^(\S+) ([1-9]\d*):([0-9a-f]{64})( |$)/.exec(line.trim()) ?? [];
    if (!account || !hash) throw new Failure(`Line ${index + 1} of ${path} is no head: "${line.slice(0, 100)}".`, 2);
    return [{ account, number: Number(number), hash }];
  });
}

/**
 * The whole chain, and whether heads kept earlier are still in it.
 * @param ask what is found after a head, or from the beginning
 */
export async function verifyWhole(
  ask: (after: Head | null) => Promise<Part>,
  kept: readonly Head[],
): Promise<Omit<Part, 'more'>> {
  const whole = { seals: 0, entries: 0, unsealed: 0, head: null as Head | null };
  for (let more = true; more; ) {
    const part = await ask(whole.head);
    whole.seals += part.seals;
    whole.entries += part.entries;
    whole.unsealed = part.unsealed;
    whole.head = part.head;
    if (part.fault) return { ...whole, fault: part.fault };
    more = part.more;
  }
  for (const head of kept) {
    const { fault } = await ask(head);
    if (fault) return { ...whole, fault };
  }
  return { ...whole, fault: null };
}

/** What to tell somebody about it. */
export function verdict(
  account: string,
  { fault, seals, entries, unsealed }: Omit<Part, 'more'>,
  kept: number,
): string {
  if (fault) return `${account}: the audit log is not what was sealed. ${fault}`;
  const heads =
    kept === 0 ? '' : ` ${kept === 1 ? 'The head that was kept is' : `All ${kept} heads that were kept are`} in it.`;
  const waiting = unsealed === 0 ? '' : ` Not sealed yet: ${unsealed}.`;
  return `${account}: all ${entries} entries are as they were sealed, in ${seals} seals.${heads}${waiting}`;
}
