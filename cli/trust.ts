import { all, type Options } from './api.ts';
import { Failure } from './failure.ts';
import { when } from './print.ts';

export type Trust = {
  id: string;
  status: string;
  side: 'trusting' | 'trusted';
  account: { handle: string; name?: string };
  invitedAt: string;
  decidedAt: string | null;
  endedAt: string | null;
  suspendedByUs: string | null;
  suspendedByThem: string | null;
  end: { how: string; until: string | null; toReturn: number; returned: number; done: boolean } | null;
};
export type WholeTrust = Trust & {
  teams: { id: string; name: string }[];
  offerings: { id: string; name: string; service: { name: string }; acceptedAt: string | null }[];
  grants: { capability: string; by: 'us' | 'them'; level?: string; roles?: string[] }[];
};

export async function allTrusts(options: Options): Promise<Trust[]> {
  const found: Trust[] = [];
  for await (const trust of all<Trust>('/v1/trusts', options)) found.push(trust);
  return found;
}

/** By its id, or by the handle of the other account while there is one trust with it that has not ended. */
export async function trustNamed(name: string, options: Options): Promise<Trust> {
  const trusts = await allTrusts(options);
  const going = ['pending', 'accepted', 'suspended'];
  const found = trusts.filter(
    ({ id, status, account }) => id === name || (account.handle === name && going.includes(status)),
  );
  if (found.length > 1)
    throw new Failure(`There is more than one trust with ${name}: ${found.map(({ id }) => id).join(', ')}.`, 2);
  if (!found[0])
    throw new Failure(`There is no trust "${name}" of the account you act in: see "accord trusts list".`, 3);
  return found[0];
}

export function describe(trust: WholeTrust): string {
  const { account, side, status, end, teams = [], offerings = [], grants = [] } = trust;
  const other = account.name ?? account.handle;
  const granted = (by: 'us' | 'them') =>
    grants
      .filter((grant) => grant.by === by)
      .map(({ capability, level, roles }) => [capability, level, roles?.join(' ')].filter(Boolean).join(' '))
      .join(', ');
  const facts: [string, string | null | undefined][] = [
    ['status', status],
    ['held up', [trust.suspendedByUs && 'by us', trust.suspendedByThem && `by ${other}`].filter(Boolean).join(' and ')],
    [
      'ending',
      end && `${end.how}${end.until ? ` until ${when(end.until)}` : ''}, ${end.returned} of ${end.toReturn} given back`,
    ],
    ['teams', teams.map(({ name }) => name).join(', ')],
    ['offers', offerings.map(({ name, acceptedAt }) => (acceptedAt ? name : `${name} (not accepted)`)).join(', ')],
    ['we grant', granted('us')],
    ['they grant', granted('them')],
    ['id', trust.id],
  ];
  return [
    side === 'trusting' ? `${other} works for you` : `You work for ${other}`,
    ...facts.filter(([, value]) => value).map(([name, value]) => `  ${name.padEnd(11)}${value}`),
  ].join('\n');
}
