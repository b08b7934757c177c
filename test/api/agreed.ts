import { newId } from '../../domain/id.ts';
import { type Clock, meet, resumeClock, startClock, stopClock } from '../../plan/clock.ts';
import type { Calendar } from '../../plan/plan.ts';
import { rows } from '../domain/process-made.ts';
import type { Client } from '../support/api.ts';
import type { Organisation } from '../support/organisation.ts';
import { onboarding } from '../support/running.ts';

/** An agreement of Fernhill IT with HR, and two tasks that IT did by it in October 2025. */
export type Agreed = { readonly id: string; readonly kept: string; readonly late: string };

export const titled = '=HYPERLINK("http://x","y")<script>alert(1)</script>';

export async function agreed(org: Organisation, helen: Client): Promise<Agreed> {
  const kept = (await (await onboarding(org, helen)).task('create-login')).id;
  const late = (await (await onboarding(org, helen)).task('create-login')).id;
  const [task] = await rows<{ offering_id: string; trust_id: string; calendar: Calendar }>(
    org,
    'select t.offering_id, t.trust_id, o.calendar from task t join service_offering o on o.id = t.offering_id where t.id = $1',
    kept,
  );
  const { offering_id, trust_id, calendar } = task as NonNullable<typeof task>;
  const id = newId();
  await rows(
    org,
    `insert into agreement (id, name, provider_id, customer_id, trust_id, offering_id, starts_at, prepared_at, accepted_at)
     values ($1, 'Logins <for> HR', $2, $3, $4, $5, '2025-01-01', '2025-01-01', '2025-01-01')`,
    ...[id, org.accountId('fernhill-it'), org.accountId('fernhill-hr'), trust_id, offering_id],
  );
  const start = '2025-10-06T08:00:00.000Z';
  const began = startClock(calendar, start, { amount: 16, unit: 'workingHours' });
  const stood = resumeClock(stopClock(began, '2025-10-06T10:00:00.000Z').clock, calendar, '2025-10-07T10:00:00.000Z');
  await done(org, id, kept, titled, stood.clock, start, '2025-10-08T08:00:00.000Z');
  await done(org, id, late, 'Late', began, start, '2025-10-20T08:00:00.000Z');
  return { id, kept, late };
}

async function done(
  org: Organisation,
  id: string,
  task: string,
  title: string,
  clock: Clock,
  from: string,
  to: string,
) {
  const clocks = { complete: meet(clock, to).clock };
  const change = `update task set agreement_id = $1, title = $2, clocks = $3, activated_at = $4, finished_at = $5, status = 'completed' where id = $6`;
  await rows(org, change, id, title, clocks, from, to, task);
}
