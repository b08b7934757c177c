import { updateOffering } from '../../domain/service/offerings.ts';
import type { Door } from '../../domain/store.ts';
import type { Task } from '../../domain/task/task.entity.ts';
import type { Calendar } from '../../plan/plan.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, by, pair, type Run, rows } from './process-made.ts';

export const always: Calendar = {
  zone: 'UTC',
  week: Array.from({ length: 7 }, () => [[0, 1440] as const]),
  holidays: [],
};
export const hours = (amount: number) => ({ amount, unit: 'workingHours' }) as const;
export const hour = 3_600_000;
export const login = (run: Run) => run.task('made-login');

type Act<T> = (door: Door) => Promise<T>;

/** IT, which promised a login, and HR, which waits for it. */
export const parties = (org: () => Organisation) => ({
  it: <T>(act: Act<T>, key = 'imran') => by(org(), key, 'fernhill-it', act),
  hr: <T>(act: Act<T>, key = 'helen') => by(org(), key, 'fernhill-hr', act),

  /** A login that was assigned a while ago, counted round the clock; 4 hours to respond, 8 to complete, for more impact less. */
  async assigned(hoursAgo = 0): Promise<{ run: Run; id: string }> {
    const run = await begin(org(), pair);
    const byImpact = { high: { respond: hours(1), complete: hours(2) }, low: {} };
    const target = { respond: hours(4), complete: hours(8), byImpact };
    const [offer] = await rows<{ id: string }>(
      org(),
      `select id from service_offering where name = 'made login' and account_id = $1`,
      org().accountId('fernhill-it'),
    );
    const edit: Act<unknown> = (door) => updateOffering(door, offer!.id, { calendar: always, target });
    await by(org(), 'imran', 'fernhill-it', edit);
    await run.drive(new Date(Date.now() - hoursAgo * hour));
    return { run, id: (await login(run)).id };
  },

  async entry(id: string, action: string) {
    const sql = 'select changes from audit where record_id = $1 and action = $2';
    return (await rows<{ changes: Record<string, unknown> }>(org(), sql, id, action))[0]?.changes;
  },
});

export const breach = (task: Task, goal: 'respond' | 'complete' = 'complete') =>
  task.clocks?.[goal]?.breachedAt ?? task.clocks?.[goal]?.breachesAt;
export const since = (task: Task, of: number) => new Date(task.activatedAt!.getTime() + of * hour).toISOString();
