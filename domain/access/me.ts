import { Person } from '../person/person.entity.ts';
import { Team } from '../person/team.entity.ts';
import { NotFound } from '../problem.ts';
import type { Store } from '../store.ts';
import { type Caller, type Membership, personally, viewerOf } from './caller.ts';

export type Me = { readonly person: Person; readonly accounts: readonly (Membership & { readonly teams: Team[] })[] };

/** The person who is signed in, and the accounts he may act in with his roles and teams there. */
export async function meOf(store: Store, caller: Caller): Promise<Me> {
  const person = await store.as(personally(caller.personId), ({ em }) => em.findOne(Person, { id: caller.personId }));
  if (!person) throw new NotFound('person');
  const accounts = await Promise.all(
    caller.accounts.map(async (membership) => ({ ...membership, teams: await teamsOf(store, caller, membership) })),
  );
  return { person, accounts };
}

async function teamsOf(store: Store, caller: Caller, membership: Membership): Promise<Team[]> {
  if (membership.teamIds.length === 0) return [];
  return store.as(viewerOf(caller, membership), ({ em }) =>
    em.find(Team, { id: { $in: [...membership.teamIds] } }, { orderBy: { name: 'asc' } }),
  );
}
