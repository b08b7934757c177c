import { type Branding, brandingOf, ownAccount } from '../account/accounts.ts';
import { Person } from '../person/person.entity.ts';
import { Team } from '../person/team.entity.ts';
import { NotFound } from '../problem.ts';
import type { Door, Store } from '../store.ts';
import { type Caller, type Membership, personally, viewerOf } from './caller.ts';

export type Me = { readonly person: Person; readonly accounts: readonly Own[] };
/** `zone`: that of the account's own calendar. */
type Own = Membership & { readonly teams: Team[]; readonly branding: Branding; readonly zone: string };

/** The person who is signed in, and the accounts he may act in with his roles and teams there. */
export async function meOf(store: Store, caller: Caller): Promise<Me> {
  const person = await store.as(personally(caller.personId), ({ em }) => em.findOne(Person, { id: caller.personId }));
  if (!person) throw new NotFound('person');
  const accounts = await Promise.all(
    caller.accounts.map((membership) =>
      store.as(viewerOf(caller, membership), async (door) => {
        const own = await ownAccount(door);
        return {
          ...membership,
          branding: brandingOf(own),
          zone: own.calendar.zone,
          teams: await teamsOf(door, membership),
        };
      }),
    ),
  );
  return { person, accounts };
}

async function teamsOf({ em }: Door, { teamIds }: Membership): Promise<Team[]> {
  return teamIds.length === 0 ? [] : em.find(Team, { id: { $in: [...teamIds] } }, { orderBy: { name: 'asc' } });
}
