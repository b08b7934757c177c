import type { z } from 'zod';
import type { Account as AccountRecord } from '../../domain/account/account.entity.ts';
import type { SeenAccount } from '../../domain/account/accounts.ts';
import type { Calendar as PlainCalendar, Week } from '../../plan/plan.ts';
import type { Branding } from '../values.ts';
import type { Account, Calendar } from './schema.ts';

/** `as`: the account acted in. */
export function presentAccount(seen: SeenAccount, as: string): z.input<typeof Account> {
  const { id, handle, name, own } = seen;
  return {
    ...{ id, handle, name },
    branding: presentBranding(seen, as),
    own: own !== undefined,
    ...(own ? ownFields(own) : {}),
  };
}

/** A picture has another address when it is another; browsers that ask for it say in the address where they act. */
export function presentBranding(
  { id, branding: { colour, logo } }: Pick<SeenAccount, 'id' | 'branding'>,
  as: string,
): z.input<typeof Branding> {
  return { colour, logo: logo && `/v1/accounts/${id}/logo?account=${as}&version=${logo.slice(0, 12)}` };
}

export function presentCalendar({ zone, week, later, holidays }: PlainCalendar): z.input<typeof Calendar> {
  return {
    zone,
    week: presentWeek(week),
    ...(later ? { later: later.map(({ from, week }) => ({ from, week: presentWeek(week) })) } : {}),
    holidays: [...holidays],
  };
}

function presentWeek(week: Week): z.input<typeof Calendar>['week'] {
  return week.map((day) => day.map(([from, to]) => [from, to]));
}

function ownFields({ kind, directoryId, calendar, roles, confidential, createdAt }: AccountRecord) {
  return {
    kind,
    directoryId: directoryId ?? null,
    calendar: presentCalendar(calendar),
    roles: [...roles],
    confidential,
    createdAt: createdAt.toISOString(),
  };
}
