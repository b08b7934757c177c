import type { EntityManager } from '@mikro-orm/postgresql';
import { type Anchor, beginning, type Content, contentsOf, hashOf, markOf, type Seal, sealsAfter } from './chain.ts';
import { looseEntries } from './loose.ts';

/** What was found of one account's chain, or of a part of it. */
export type Verified = {
  /** The first thing that does not fit, as a sentence; null: all fits. */
  readonly fault: string | null;
  readonly seals: number;
  readonly entries: number;
  /** Entries that no seal holds yet; counted with the last part only. */
  readonly unsealed: number;
  /** The last seal looked at. */
  readonly newest: Anchor | null;
  /** There are seals after `newest`. */
  readonly more: boolean;
};

/**
 * Computes the chain of an account anew from what the rows say.
 *
 * @param after goes on after this seal, of which only the hash is looked at; null: from the beginning
 * @param most seals
 */
export async function verifyChain(
  em: EntityManager,
  account: string,
  after: Anchor | null,
  most: number,
): Promise<Verified> {
  const read = await sealsAfter(em, account, (after?.number ?? 0) - 1, most + 2);
  const [first] = after ? read : [];
  const following = read.filter(({ number }) => number > (after?.number ?? 0));
  const seals = following.slice(0, most);
  const found = { seals: 0, entries: 0, unsealed: 0, newest: after, more: false };
  if (after && (first?.number !== after.number || hex(first) !== after.hash)) {
    return { ...found, fault: notAsWritten(after, first) };
  }
  let before = first;
  for (const seal of seals) {
    const fault = outOfChain(seal, before) ?? (await contentFault(em, account, seal, before));
    if (fault) return { ...found, fault };
    found.seals++;
    found.entries += seal.entryIds.length;
    found.newest = { number: seal.number, hash: hex(seal) };
    before = seal;
  }
  if (following.length > seals.length) return { ...found, fault: null, more: true };
  return { ...found, ...(await looseEntries(em, account)) };
}

function notAsWritten({ number, hash }: Anchor, seal: Seal | undefined): string {
  return seal?.number === number
    ? `Seal ${number} has the hash ${hex(seal)} and not ${hash}: the log was written anew since that was written down.`
    : `Seal ${number}, which was written down, is missing.`;
}

function outOfChain(seal: Seal, before: Seal | undefined): string | null {
  const expected = (before?.number ?? 0) + 1;
  if (seal.number > expected) return `Seal ${expected} is missing: seal ${seal.number} comes next.`;
  if (!seal.previous.equals(before?.hash ?? beginning)) {
    return `Seal ${seal.number} does not follow ${before ? `seal ${before.number}` : 'the beginning'}: it names another hash before it.`;
  }
  return null;
}

async function contentFault(
  em: EntityManager,
  account: string,
  seal: Seal,
  before: Seal | undefined,
): Promise<string | null> {
  const { number, entryIds, salt, marks } = seal;
  const byId = new Map((await contentsOf(em, account, entryIds)).map((entry) => [entry.id, entry]));
  const entries: Content[] = [];
  for (const [index, id] of entryIds.entries()) {
    const entry = byId.get(id);
    if (!entry) return `Entry ${id} of seal ${number} is missing.`;
    if (index >= marks.length / 4) return `Entry ${id} was added to seal ${number}.`;
    const last = entryIds[index - 1];
    if (last !== undefined && last >= id) return `Entry ${id} is out of order in seal ${number}.`;
    if (!markOf(salt, entry).equals(marks.subarray(index * 4, index * 4 + 4))) {
      return `Entry ${id} of seal ${number} was changed.`;
    }
    entries.push(entry);
  }
  if (!hashOf(account, seal, entries).equals(seal.hash)) {
    return `Seal ${number} itself was changed: its entries fit one by one, its hash does not.`;
  }
  return addedLater(seal, before);
}

/** An id tells when it was made: whoever inserts an old one now gets it sealed among new ones. */
function addedLater({ number, entryIds }: Seal, before: Seal | undefined): string | null {
  const [oldest] = entryIds;
  const last = before?.entryIds.at(-1);
  if (!oldest || !last || madeAt(oldest) >= madeAt(last) - latest) return null;
  return (
    `Entry ${oldest} of seal ${number} was added later: it claims to be of ${new Date(madeAt(oldest)).toISOString()}, ` +
    `but seal ${number - 1} already holds an entry of ${new Date(madeAt(last)).toISOString()}.`
  );
}

/** Of an id of version 7: its first 48 bits are milliseconds. */
const madeAt = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
const hex = ({ hash }: Seal) => hash.toString('hex');

/** Milliseconds by which an entry may be older than one sealed before it: far more than a transaction may take. */
const latest = 3_600_000;
