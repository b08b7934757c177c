import type { Checks } from './checks.ts';
import type { SignedIn } from './person.ts';

type List<T> = { items: T[] };
type Offering = { id: string; name: string; calendar: { zone: string } };
type Agreement = { id: string; status: string; other: { handle: string } | null };

/** Who agrees with whom: an administrator of each side, acting in his account. */
export type Party = { readonly person: SignedIn; readonly account: string };

/** The provider offers all it does as agreements, the customer accepts them. Returns their ids. */
export async function agree(provider: Party, customer: Party, checks: Checks): Promise<string[]> {
  const { items: trusts } = await provider.person.get<List<{ id: string; account: { handle: string } }>>(
    '/v1/trusts',
    provider.account,
  );
  const trustId = trusts.find(({ account }) => account.handle === customer.account)?.id;
  const prepared: string[] = [];
  for (const { id, name, calendar } of await offeringsOf(provider)) {
    // Swedish writes dates the ISO way.
    const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: calendar.zone });
    const terms = { name, trust: trustId, offeringId: id, startsOn };
    prepared.push((await provider.person.post<Agreement>('/v1/agreements', terms, provider.account)).id);
  }
  const statuses: string[] = [];
  for (const id of prepared) {
    const accepted = await customer.person.post<Agreement>(`/v1/agreements/${id}/acceptance`, {}, customer.account);
    statuses.push(accepted.status);
  }
  checks.that(
    `${prepared.length} agreements of ${provider.account} with ${customer.account} are in force`,
    prepared.length > 0 && statuses.every((status) => status === 'active'),
    statuses.join(', '),
  );
  return prepared;
}

type Report = {
  hash: string;
  figures: { attainment: { complete: { kept: number; of: number } } };
  tasks: unknown[];
  withheld: { tasks: number };
};

/** What became of what was agreed: both parties read the same figures, whatever each may see of the tasks. */
export async function compareReports(
  agreements: readonly string[],
  [provider, customer]: readonly [Party, Party],
  checks: Checks,
): Promise<void> {
  const month = `${new Date().toISOString().slice(0, 8)}01`;
  // The hires' own clocks are months ahead.
  const period = `from=${month}&to=${Number(month.slice(0, 4)) + 2}-01-01`;
  const read = ({ person, account }: Party, id: string) =>
    person.get<Report>(`/v1/agreements/${id}/report?${period}`, account);
  const pairs: (readonly [Report, Report])[] = [];
  for (const id of agreements) pairs.push([await read(provider, id), await read(customer, id)]);
  const told = pairs.map(([one]) => one.figures.attainment.complete);
  const promises = told.reduce((sum, { of }) => sum + of, 0);
  checks.that(
    `${promises} promises of ${provider.account} were decided, ${told.reduce((sum, { kept }) => sum + kept, 0)} of them kept`,
    promises > 0,
  );
  checks.that(
    'provider and customer read the same figures of every agreement, to the bit',
    pairs.every(
      ([one, other]) => one.hash === other.hash && JSON.stringify(one.figures) === JSON.stringify(other.figures),
    ),
  );
}

async function offeringsOf({ person, account }: Party): Promise<Offering[]> {
  const { items } = await person.get<List<{ id: string }>>('/v1/services', account);
  const lists = await Promise.all(
    items.map(({ id }) => person.get<List<Offering>>(`/v1/services/${id}/offerings`, account)),
  );
  return lists.flatMap((list) => list.items);
}
