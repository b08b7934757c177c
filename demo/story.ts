import { setTimeout as pause } from 'node:timers/promises';
import { table, when } from '../cli/print.ts';
import { type Checks, minuteByMinute } from './checks.ts';
import type { SignedIn } from './person.ts';
import { type Decide, workInboxes } from './work.ts';

export type Cast = {
  readonly hr: SignedIn;
  readonly manager: SignedIn;
  readonly workers: readonly SignedIn[];
  readonly rival: SignedIn;
};
export type Hire = {
  readonly name: string;
  readonly processes: readonly { readonly id: string; readonly template: string }[];
  readonly startDate: string;
};

type Clock = {
  startedAt: string;
  now: string;
  goal: number;
  warnsAt: string | null;
  breachesAt: string | null;
  breached: boolean;
  metAt: string | null;
} | null;
type Step = {
  title: string;
  task: {
    id: string;
    status: string;
    now: string;
    title: string;
    activatedAt: string | null;
    clocks: { complete: Clock; respond: Clock };
  } | null;
};
type Whole = {
  title: string;
  now: string;
  status: string;
  completionReason: string | null;
  halted: string[];
  progress: { total: number; done: number; open: number };
  steps: Step[];
  startedAt: string;
  finishedAt: string | null;
};
type Mail = { subject: string };
type Read = (id: string) => Promise<Whole>;

const hrWeek = { zone: 'Europe/Amsterdam', open: [9, 17] as const };

/** What happens to five hires; every claim is checked. */
export async function tell(
  cast: Cast,
  hires: readonly Hire[],
  holidays: readonly string[],
  checks: Checks,
  say: (line: string) => void,
): Promise<void> {
  const { hr, manager } = cast;
  const everybody = [manager, hr, ...cast.workers];
  const [first, rejected, , , calledOff] = hires as [Hire, Hire, Hire, Hire, Hire];
  const late = onboardingOf(first);
  const read = (id: string) => hr.get<Whole>(`/v1/processes/${id}`, 'fernhill-hr');

  say('Before the first day: approvals, equipment, desks. One approval is rejected.');
  let refused = false;
  const decide: Decide = ({ approval, task }) => {
    if (approval && !refused && task.forPerson === rejected.name) {
      refused = true;
      return { reject: 'The design laptop is over budget.' };
    }
    return 'complete';
  };
  await workUntilQuiet(everybody, decide);
  const halted = await until(
    () => read(onboardingOf(rejected)),
    ({ status }) => status === 'progress_halted',
  );
  checks.same(`${rejected.name}'s onboarding halts when the budget is rejected`, halted?.status, 'progress_halted');
  const retried = await hr.post<{ round: number }>(`/v1/tasks/${halted?.halted[0]}/retry`, undefined, 'fernhill-hr');
  checks.same('HR asks again, in a second round', retried.round, 2);
  await workUntilQuiet(everybody, decide);
  checks.same('and it goes on', (await read(onboardingOf(rejected))).status, 'in_progress');

  say(`${calledOff.name} is called off.`);
  for (const { id } of calledOff.processes)
    await hr.post(`/v1/processes/${id}/cancellation`, { reason: 'Took another offer.' }, 'fernhill-hr');
  checks.same(`nothing of ${calledOff.name} is left in any inbox`, await waitingFor(everybody, calledOff.name), 0);

  say("Four weeks before the first day: logins, laptops, access. Each process's own clock is moved there.");
  const staying = hires.filter((hire) => hire !== calledOff);
  await moveAll(hr, read, staying, 28);
  await workUntilQuiet(everybody, () => 'complete');

  say('The first day.');
  await moveAll(hr, read, staying, 0);
  const welcome = await until(
    () => read(late),
    (whole) => stepOf(whole, 'welcome')?.task?.activatedAt != null,
  );
  const begun = stepOf(welcome, 'welcome')?.task?.activatedAt as string;
  checks.that(
    `${first.name}'s welcome is activated as the first day opens`,
    Math.abs(Date.parse(begun) - Date.parse(`${first.startDate}T08:00:00.000Z`)) < 60_000,
    begun,
  );
  await workUntilQuiet(everybody, ({ task }) =>
    task.title.startsWith('welcome') && task.forPerson === first.name ? 'leave' : 'complete',
  );

  say(`Nobody welcomes ${first.name}: eight working hours are promised.`);
  const expected = (minutes: number) => minuteByMinute(begun, minutes, hrWeek.zone, hrWeek.open, holidays);
  await hr.post(`/v1/processes/${late}/clock`, { minutes: 6 * 60 + 2 }, 'fernhill-hr');
  const warned = clockOf(
    await until(
      () => read(late),
      (whole) => clockOf(whole)?.warnsAt != null,
    ),
  );
  checks.same('it warns after six working hours, to the millisecond', warned?.warnsAt, expected(360));
  checks.same('and has not breached yet', warned?.breached, false);
  await hr.post(`/v1/processes/${late}/clock`, { minutes: 24 * 60 }, 'fernhill-hr');
  const breached = clockOf(
    await until(
      () => read(late),
      (whole) => clockOf(whole)?.breached === true,
    ),
  );
  checks.same('it is breached after eight, to the millisecond', breached?.breachesAt, expected(480));
  const told = await until(
    () => manager.get<{ items: Mail[] }>('/v1/mail'),
    ({ items }) => items.some(aboutLateTask),
  );
  checks.same('its manager is told once', told.items.filter(aboutLateTask).length, 1);
  await workUntilQuiet(everybody, () => 'complete');

  for (const hire of hires) {
    for (const { id, template } of hire.processes) {
      const end = await until(
        () => read(id),
        ({ status }) => status === 'completed',
      );
      checks.same(`${hire.name}: ${template}`, end.completionReason, hire === calledOff ? 'withdrawn' : 'complete');
    }
  }
  checks.same(
    'the rival customer of the provider sees none of it',
    (await cast.rival.get<{ items: unknown[] }>('/v1/processes')).items.length,
    0,
  );
  checks.same('and is told that it does not exist', await cast.rival.status(`/v1/processes/${late}`), 404);
  console.log(`\n${await summary(hires, read)}`);
}

const onboardingOf = (hire: Hire) =>
  hire.processes.find(({ template }) => template === 'employee-onboarding')?.id as string;
const stepOf = (whole: Whole | undefined, title: string) => whole?.steps.find((step) => step.title.startsWith(title));
const clockOf = (whole: Whole | undefined) => stepOf(whole, 'welcome')?.task?.clocks.complete ?? null;
const aboutLateTask = ({ subject }: Mail) => subject.startsWith('Look after a late task');

/** Until nobody finds anything any more, also after the next tasks had time to be activated. */
async function workUntilQuiet(people: readonly SignedIn[], decide: Decide): Promise<void> {
  for (let quiet = 0; quiet < 6; ) {
    quiet = (await workInboxes(people, decide)) > 0 ? 0 : quiet + 1;
    if (quiet > 0) await pause(250);
  }
}

async function waitingFor(people: readonly SignedIn[], name: string): Promise<number> {
  const inboxes = await Promise.all(
    people.map((person) => person.get<{ items: { task: { forPerson: string | null } }[] }>('/v1/inbox?perPage=100')),
  );
  return inboxes.flatMap(({ items }) => items).filter(({ task }) => task.forPerson === name).length;
}

/** Moves the clocks of what is not over to the morning `days` before each hire's first day. */
async function moveAll(hr: SignedIn, read: Read, hires: readonly Hire[], days: number): Promise<void> {
  for (const { startDate, processes } of hires) {
    const morning = Date.parse(`${startDate}T08:00:00.000Z`) - days * 86_400_000;
    for (const { id } of processes) {
      const { status, now } = await read(id);
      if (status !== 'completed')
        await hr.post(`/v1/processes/${id}/clock`, { minutes: (morning - Date.parse(now)) / 60_000 }, 'fernhill-hr');
    }
  }
}

/** What is read, until it holds; the last reading when it does not within 15 s, for a check to tell. */
async function until<T>(read: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  for (const end = Date.now() + 15_000; ; await pause(50)) {
    const found = await read();
    if (holds(found) || Date.now() > end) return found;
  }
}

async function summary(hires: readonly Hire[], read: Read): Promise<string> {
  const rows: string[][] = [];
  for (const hire of hires) {
    for (const { id, template } of hire.processes) {
      const { completionReason, progress, finishedAt, steps } = await read(id);
      const breaches = steps.filter(
        ({ task }) => task?.clocks.complete?.breached || task?.clocks.respond?.breached,
      ).length;
      rows.push([
        hire.name,
        hire.startDate,
        template,
        completionReason ?? '',
        `${progress.done}/${progress.total}`,
        String(breaches),
        when(finishedAt),
      ]);
    }
  }
  return table(rows, ['HIRE', 'FIRST DAY', 'PROCESS', 'ENDED AS', 'DONE', 'BREACHES', 'ENDED (OWN CLOCK)']);
}
