import type { z } from 'zod';
import type { Account as AccountRecord } from '../../domain/account/account.entity.ts';
import type { SeenAccount } from '../../domain/account/accounts.ts';
import type { Calendar as PlainCalendar, Week } from '../../plan/plan.ts';
import type { Account, Calendar } from './schema.ts';

export function presentAccount({ id, handle, name, own }: SeenAccount): z.input<typeof Account> {
  return { id, handle, name, own: own !== undefined, ...(own ? ownFields(own) : {}) };
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
