import type { Id, Person } from './records/index.ts';
import type { Eye } from './rule.ts';
import { find } from './world.ts';

// G6: what a visible record shows of a record it points to. Nothing here looks further than its own two or three fields.

export const shownName = (p: Person | undefined): string =>
  p === undefined ? '' : p.erasedAt === null ? p.name : 'Former person';

/** Name; id, mail and phone only as far as the person's own row grants them to this context. */
export function personStub(eye: Eye, id: Id | null): unknown {
  const p = find(eye.w, 'person', id);
  if (!p) return null;
  const seen = eye.fields(p);
  return {
    ...(seen.has('id') ? { id: p.id } : {}),
    name: shownName(p),
    ...(seen.has('email') && p.erasedAt === null ? { email: p.email } : {}),
    ...(seen.has('phone') && p.erasedAt === null ? { phone: p.phone } : {}),
  };
}

/** As above, but nothing at all of somebody whose row is hidden. */
export const visiblePerson = (eye: Eye, id: Id | null): unknown =>
  eye.fields(find(eye.w, 'person', id)).size ? personStub(eye, id) : null;

/** Handle and id are not in the mask of a counterparty (row "account"): its name only. */
export function accountStub(eye: Eye, id: Id | null): unknown {
  const account = find(eye.w, 'account', id);
  return account ? { name: account.name } : null;
}

export function teamStub(eye: Eye, id: Id | null): unknown {
  const team = find(eye.w, 'team', id);
  return team ? { id: team.id, name: team.name } : null;
}

export function offeringStub(eye: Eye, id: Id | null): unknown {
  const offering = find(eye.w, 'offering', id);
  return offering ? { id: offering.id, name: offering.name } : null;
}

export function placeStub(eye: Eye, type: 'organization' | 'site', id: Id | null): unknown {
  const place = find(eye.w, type, id);
  return place && eye.fields(place).has('name') ? { id: place.id, name: place.name } : null;
}
