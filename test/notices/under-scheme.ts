import type { Mail } from '../../domain/mail/mailbox.ts';
import { updateTeam } from '../../domain/person/teams.ts';
import { updateOffering } from '../../domain/service/offerings.ts';
import type { Scheme } from '../../domain/service/scheme.ts';
import { ServiceOffering } from '../../domain/service/service.entity.ts';
import { updateService } from '../../domain/service/services.ts';
import type { Door } from '../../domain/store.ts';
import { acceptTask } from '../../domain/task/work.ts';
import { type Notices, openQueue, startNotices } from '../../notices/index.ts';
import type { Goal } from '../../plan/facts.ts';
import type { Calendar } from '../../plan/plan.ts';
import type { NoticeEntry } from '../../relay/relay.ts';
import { by, rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import { organisation } from '../support/organisation.ts';
import { mailbox, onboarding, takeNotices } from './onboarding.ts';

/** Fernhill IT, which makes logins: coordinated by Imran, the service owned by Sam, the tasks taken by Ida. */
export async function underScheme() {
  const org = await organisation();
  const warnings: string[] = [];
  const warn = (message: string, error: unknown) => void warnings.push(`${message}: ${error}`);
  const start = () =>
    startNotices({
      queueUrl: org.database.urls.queue,
      store: org.workerStore,
      mail: { from: 'Accord <accord@fernhill.example>' },
      baseUrl: 'https://accord.example/',
      warn,
    });
  let notices: Notices = await start();
  /** Looks at the same queue. */
  const { queue, close } = await openQueue(org.database.urls.queue, warn);
  const imran = <T>(act: (door: Door) => Promise<T>) => by(org, 'imran', 'fernhill-it', act);
  const offering = await imran(({ em, viewer: { accountId } }) =>
    em.findOneOrFail(ServiceOffering, { name: 'create login', accountId }),
  );
  const service = offering.serviceId;
  const calendar: Calendar = offering.calendar;
  const found = await rows<{ team_id: string }>(org, 'select team_id from service where id = $1', service);
  const team = found[0]?.team_id as string;
  await imran((door) => updateTeam(door, team, { coordinatorId: org.personId('imran') }));
  await imran((door) => updateService(door, service, { ownerId: org.personId('sam') }));

  /** A login under a scheme, taken by Ida. */
  async function login(scheme: Scheme) {
    await imran((door) => updateOffering(door, offering.id, { scheme }));
    const process = await onboarding(org);
    await process.drive();
    const task = () => process.task('create login');
    const { id, clocks } = await task();
    await by(org, 'ida', 'fernhill-it', (door) => acceptTask(door, id));
    await takeNotices(org);
    const moment = (goal: Goal, at: number | 'breach') => {
      const clock = clocks?.[goal];
      const when = at === 'breach' ? clock?.breachesAt : clock?.warnings.find(({ percent }) => percent === at)?.at;
      return new Date(Date.parse(when as string) + 1);
    };
    /** The notices that it leaves there, of that promise. */
    const reach = async (goal: Goal, at: number | 'breach') => {
      await process.drive(moment(goal, at));
      const entries = await takeNotices(org);
      return entries.filter(({ payload }) => JSON.stringify(payload).includes(id) && payload.goal === goal);
    };
    /** By its clock it is that moment from now on. */
    const move = (at: Date) =>
      rows(org, 'update process set clock_offset = $2 where id = $1', process.id, at.getTime() - Date.now());
    return { id, process, moment, reach, move };
  }

  /** Puts them in the queue; what each of the people got of them at once. */
  async function told(entries: readonly NoticeEntry[]): Promise<Record<string, Mail[]>> {
    const before = new Map<string, number>();
    for (const key of people) before.set(key, (await mailbox(org, key)).length);
    await notices.enqueue(entries);
    await settled(entries);
    const boxes: [string, Mail[]][] = [];
    for (const key of people) boxes.push([key, (await mailbox(org, key)).slice(before.get(key))]);
    return Object.fromEntries(boxes.filter(([, mails]) => mails.length > 0));
  }

  /** Everything that came of these is delivered or waits for its time. */
  async function settled(entries: readonly NoticeEntry[]): Promise<void> {
    const states = async (ids: readonly string[]) => Promise.all(ids.map((id) => queue.getJobState(id)));
    await until(async () => (await states(entries.map(({ id }) => id))).every((state) => state === 'completed'));
    const mails = entries.flatMap(({ id }) => people.map((key) => `${id}.${org.personId(key)}`));
    await until(async () =>
      (await states(mails)).every((state) => ['completed', 'delayed', 'unknown'].includes(state)),
    );
  }

  return {
    org,
    imran,
    queue,
    warnings,
    calendar,
    service,
    team,
    login,
    told,
    restart: async () => {
      await notices.stop();
      notices = await start();
    },
    close: async () => {
      await notices.stop();
      await close();
      await org.close();
    },
  };
}

export const subjects = (boxes: Record<string, Mail[]>) =>
  Object.fromEntries(Object.entries(boxes).map(([key, mails]) => [key, mails.map(({ subject }) => subject)]));

const people = ['ida', 'imran', 'sam', 'marta', 'helen'];
