import { Account } from '../account/account.entity.ts';
import { Invalid, NotFound, Refused } from '../problem.ts';
import { type Door, record, type Store } from '../store.ts';
import { mustBe } from '../task/seen.ts';
import { driver } from '../viewer.ts';
import { personToMaintain } from './maintain.ts';
import { Site, Stay } from './person.entity.ts';
import { mustKeepAdministrator } from './roles.ts';
import { personOf } from './seen.ts';
import { type Dates, instantsOf } from './stay.ts';

/** One's own, or anybody's of one's home as its administrator. Nobody else learns when somebody comes or goes. */
export async function stayOf(door: Door, personId: string): Promise<Stay> {
  const { id, homeId } = await personOf(door, personId);
  const { viewer, em } = door;
  const maintains =
    viewer.accountId === homeId && (viewer.roles.has('account_admin') || viewer.roles.has('directory_admin'));
  if (id !== viewer.personId && !maintains) throw new NotFound('stay');
  const found = await em.findOne(Stay, { personId: id });
  return found ?? em.create(Stay, { personId: id, homeId, endsWith: 'day', version: 0 }, { persist: false });
}

/**
 * Says from when to when a person belongs here, by an administrator of his home. Before his first day he sees what is
 * asked of him and nothing else; after the last he is nobody, from that instant on.
 */
export async function setStay(door: Door, personId: string, dates: Dates, version?: number): Promise<Stay> {
  const person = await personToMaintain(door, personId);
  if (personId === door.viewer.personId)
    throw new Refused('Nobody says when he himself leaves: ask another administrator.');
  const { startsOn, endsOn, endsWith } = dates;
  if (startsOn && endsOn && endsOn < startsOn) {
    throw new Invalid('Nobody leaves before he comes.', [{ pointer: '/endsOn', message: 'lies before the first day' }]);
  }
  if (endsOn || startsOn) await mustKeepAdministrator(door, personId);
  const { em } = door;
  const known = await em.findOne(Stay, { personId });
  mustBe(version, known?.version ?? 0);
  const home = await em.findOneOrFail(Account, { id: person.homeId });
  const site = person.siteId ? await em.findOne(Site, { id: person.siteId }) : null;
  const reckoned = { ...dates, ...instantsOf(home.calendar, site?.zone ?? null, dates), endedAt: null };
  const stay = known
    ? Object.assign(known, reckoned)
    : em.create(Stay, { personId, homeId: person.homeId, ...reckoned });
  record(door, person.homeId, 'person', personId, 'stay_set', { startsOn, endsOn, endsWith });
  await em.flush();
  return stay;
}

/**
 * Takes sessions, tokens, teams and roles from everybody whose stay is over. They opened nothing since its end; this clears
 * them away and closes the permission log. Returns how many people that were.
 */
export async function endStays(store: Store): Promise<number> {
  const over = await store.ask<{ person_id: string; home_id: string }>('select * from ended_stays()', []);
  for (const { person_id, home_id } of over) {
    await store.as(driver(home_id), async (door) => {
      const rows = await door.em.execute<{ ended: boolean }[]>('select end_stay(?) as ended', [person_id]);
      if (rows[0]?.ended) record(door, home_id, 'person', person_id, 'left');
    });
  }
  return over.length;
}
