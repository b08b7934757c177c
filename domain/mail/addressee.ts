import type { ActingName } from '../person/team.entity.ts';
import type { Store } from '../store.ts';
import { uuids } from '../uuids.ts';
import type { Viewer } from '../viewer.ts';
import type { Notice } from './notice.ts';
import { type Part, wantedBy } from './wanted.ts';

/** A person to be told, in each account he is told in. */
export type Addressee = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly acting: readonly { readonly viewer: Viewer; readonly part: Part }[];
};

/** Who a notice is for now, by the people who hold its tasks at this moment. What they may see is not asked here. */
export async function addresseesOf(store: Store, notice: Notice): Promise<Addressee[]> {
  const wanted = await wantedBy(store, notice);
  if (wanted.length === 0) return [];
  const people = await peopleOf(store, [...new Set(wanted.map(({ person }) => person))]);
  return people.flatMap((rows) => {
    const [{ person, name, email }] = rows;
    const acting = wanted.flatMap((one) => {
      const row = one.person === person ? rows.find(({ account }) => account === one.account) : undefined;
      return row ? [{ viewer: viewerOf(row), part: one.part }] : [];
    });
    return acting.length ? [{ person, name, email, acting }] : [];
  });
}

type Row = { person: string; name: string; email: string; account: string; roles: ActingName[]; teams: string[] };

/** One list a person: his accounts. Who is disabled or has no address is none of them. */
async function peopleOf(store: Store, ids: readonly string[]): Promise<[Row, ...Row[]][]> {
  const rows = await store.ask<Row>(
    `select p as person, e.name, e.email, a.account_id as account, a.roles, a.teams
     from unnest(?::uuid[]) p, email_of(p) e, accounts_of(p) a where e.email is not null`,
    [uuids(ids)],
  );
  return [...Map.groupBy(rows, ({ person }) => person).values()] as [Row, ...Row[]][];
}

const viewerOf = ({ account, person, roles, teams }: Row): Viewer => ({
  accountId: account,
  personId: person,
  roles: new Set(roles),
  teamIds: teams,
});
