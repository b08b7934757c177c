import { Organization, Person, Site } from '../person/person.entity.ts';
import { type Detail, Invalid } from '../problem.ts';
import type { Door } from '../store.ts';
import { type Agreement, AgreementCover, type Coverage } from './agreement.entity.ts';
import { demandParty, note } from './prepare.ts';
import { agreementToChange } from './seen.ts';

/** Whom an agreement covers: nobody is named where it covers the whole account. */
export type Covered = {
  readonly coverage: Coverage;
  readonly organizations?: readonly string[] | undefined;
  readonly sites?: readonly string[] | undefined;
  readonly people?: readonly string[] | undefined;
};

/** By the customer, for work assigned from now on. The provider reads of what kind it is, and no names. */
export async function coverAgreement(door: Door, id: string, covered: Covered, version?: number): Promise<Agreement> {
  const agreement = await agreementToChange(door, id, version);
  demandParty(door, agreement, 'customer');
  await cover(door, agreement, covered);
  note(door, agreement, 'covered', { coverage: covered.coverage });
  return agreement;
}

export async function cover(door: Door, agreement: Agreement, covered: Covered): Promise<void> {
  const { em } = door;
  const named = await namedIn(door, covered);
  await em.nativeDelete(AgreementCover, { agreementId: agreement.id });
  agreement.coverage = covered.coverage;
  for (const one of named)
    em.create(AgreementCover, { agreementId: agreement.id, customerId: agreement.customerId, ...one });
}

type Named = Pick<AgreementCover, 'kind' | 'recordId'>;

const takes: { readonly [C in Coverage]: readonly ('organizations' | 'sites' | 'people')[] } = {
  customer_account: [],
  organizations: ['organizations'],
  organizations_and_descendants: ['organizations'],
  sites: ['sites'],
  organizations_and_sites: ['organizations', 'sites'],
  people: ['people'],
};
const kinds = { organizations: 'organization', sites: 'site', people: 'person' } as const;
const entityOf = { organizations: Organization, sites: Site, people: Person } as const;

async function namedIn({ em }: Door, covered: Covered): Promise<Named[]> {
  const faults: Detail[] = [];
  const named: Named[] = [];
  for (const list of ['organizations', 'sites', 'people'] as const) {
    const ids = [...new Set(covered[list] ?? [])];
    const taken = takes[covered.coverage].includes(list);
    if (taken && ids.length === 0) faults.push({ pointer: `/${list}`, message: `Say which ${list} it covers.` });
    if (!taken && ids.length > 0)
      faults.push({ pointer: `/${list}`, message: `No ${list} belong to the coverage "${covered.coverage}".` });
    const known = await em.find(entityOf[list] as typeof Site, { id: { $in: ids } }, { fields: ['id'] });
    const there = new Set(known.map(({ id }) => id));
    for (const [index, id] of ids.entries())
      if (!there.has(id)) faults.push({ pointer: `/${list}/${index}`, message: 'Your account knows none such.' });
    named.push(...ids.map((recordId) => ({ kind: kinds[list], recordId })));
  }
  if (faults.length) throw new Invalid('This cannot be covered.', faults);
  return named;
}
