import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { z } from 'zod';
import { offerAll } from '../../bin/seed/offers.ts';
import { entities } from '../../domain/entities.ts';
import { newId } from '../../domain/id.ts';
import type { Drive } from '../../domain/process/bring-up.ts';
import { driveProcess } from '../../domain/process/drive.ts';
import { processOf } from '../../domain/process/follow.ts';
import type { Process } from '../../domain/process/process.entity.ts';
import { startProcess } from '../../domain/process/start.ts';
import type { Door } from '../../domain/store.ts';
import { Task } from '../../domain/task/task.entity.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import { date, hours, personId } from '../../plan/kit/index.ts';
import type { JsonObject, Plan } from '../../plan/plan.ts';
import { facilitiesAccount, itAccount } from '../../templates/offers/accounts.ts';
import { hr } from '../../templates/offers/index.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

/** Small processes of Fernhill HR, whose tasks go to IT, Facilities and HR itself. */
const target = { respond: hours(4), complete: hours(8) };
const login = itAccount.service('identity').offers('made login', {
  input: z.object({ person: personId() }),
  output: z.object({ username: z.string(), place: z.enum(['onsite', 'remote']) }),
  target,
});
const desk = facilitiesAccount
  .service('housing')
  .offers('made desk', { input: z.object({ person: personId() }), output: z.object({}), target });
const parcel = facilitiesAccount
  .service('housing')
  .offers('made parcel', { input: z.object({ person: personId() }), output: z.object({}), target });
const welcome = hr
  .service('people')
  .offers('made welcome', { input: z.object({ username: z.string() }), output: z.object({}), target });

const input = z.object({ person: personId(), manager: personId(), startDate: date() });
const about = { subject: 'person', manager: 'manager', anchor: 'startDate', externalTitle: 'A new colleague' } as const;
const example = { person: '', manager: '', startDate: '2027-03-01' };

/** Two tasks at once, in two accounts, and one after both. */
export const pair = hr.process('made pair', { ...about, input, example }, ({ person }, { task }) => {
  const logged = task(login, { with: { person } });
  const seated = task(desk, { with: { person } });
  task(welcome, { with: { username: logged.username }, after: [seated] });
  return { username: logged.username };
});

/** One case or the other, and with the end of it the end of the process. */
export const branching = hr.process('made branch', { ...about, input, example }, ({ person }, { task, match }) => {
  const logged = task(login, { with: { person } });
  const seated = task(desk, { with: { person } });
  match(logged.place, {
    onsite: () => {
      task(parcel, { with: { person }, name: 'parcel to the desk', after: [seated] });
      task(welcome, { with: { username: logged.username } });
    },
    remote: () => {},
  });
  return { username: logged.username };
});

/** What an untaken case would wait for does not hold up what follows. */
export const shortcut = hr.process('made shortcut', { ...about, input, example }, ({ person }, { task, match }) => {
  const logged = task(login, { with: { person } });
  const seated = task(desk, { with: { person } });
  const sent = match(logged.place, {
    onsite: () => void task(parcel, { with: { person }, after: [seated] }),
    remote: () => {},
  });
  task(welcome, { with: { username: logged.username }, after: [sent] });
});

/** An approval by two of whoever is on the board, then a task. */
export const board = hr.process(
  'made board',
  { ...about, input: input.extend({ board: z.array(personId()) }), example: { ...example, board: [] } },
  (hire, { task, approval }) => {
    const agreed = approval('budget', { by: hire.board, required: 2, show: { from: hire.startDate } });
    task(desk, { with: { person: hire.person }, after: [agreed] });
  },
);

/** One step, done by the person it names. */
export const personal = hr.process('made personal', { ...about, input, example }, (hire, { task }) => {
  task(welcome, { with: { username: 'x' }, by: hire.manager });
});

const made = [pair, branching, shortcut, board, personal];

/** The demo organisation, in which these processes may be started too. */
export async function madeOrganisation(...more: readonly { readonly plan: Plan }[]): Promise<Organisation> {
  const org = await organisation();
  const orm = await MikroORM.init({ clientUrl: org.database.urls.migrator, entities });
  await orm.em.transactional((em) =>
    offerAll(
      em as never,
      [...made, ...more].map(({ plan }) => plan),
    ),
  );
  await orm.close();
  return org;
}

/** Another trust of Fernhill HR, or of `trusting`, in an account, in place of one that ended, with all that is offered. */
export async function trustAnew(
  org: Organisation,
  handle: string,
  trusting = 'fernhill-hr',
  plan: Plan = pair.plan,
): Promise<void> {
  const orm = await MikroORM.init({ clientUrl: org.database.urls.migrator, entities });
  const [hrId, otherId, now] = [org.accountId(trusting), org.accountId(handle), new Date()];
  await orm.em.transactional(async (em) => {
    const trust = Trust.invite(newId(), hrId, otherId, hrId, '', now, new Date(now.getTime() + 86_400_000));
    trust.accept(otherId, now);
    em.persist(trust);
    await em.flush();
    await offerAll(em as never, [plan]);
  });
  await orm.close();
}

/** A process that was started, and who works it. Nothing drives it but `drive`. */
export type Run = {
  readonly id: string;
  readonly drive: (at?: Date) => Promise<Drive>;
  /** As Fernhill HR sees it. */
  readonly process: () => Promise<Process>;
  /** The newest round of a node, as Fernhill HR sees it. */
  readonly task: (node: string) => Promise<Task>;
  readonly tasks: () => Promise<Task[]>;
};
type Made = { readonly plan: Plan; readonly hash: string };

export async function begin(org: Organisation, template: Made, more: JsonObject = {}): Promise<Run> {
  const helen = await org.viewer('helen', 'fernhill-hr');
  const { id } = await org.store.as(helen, (door) => startProcess(door, startOf(org, template, more)));
  const tasks = () =>
    org.store.as(helen, ({ em }) => em.find(Task, { processId: id }, { orderBy: { round: 'asc', id: 'asc' } }));
  return {
    id,
    tasks,
    drive: (at = new Date()) => driveProcess(org.workerStore, helen.accountId, id, at),
    process: () => org.store.as(helen, (door) => processOf(door, id)),
    task: async (node) => (await tasks()).findLast((task) => task.node === node) as Task,
  };
}

/** Noor begins in ten days; Marta answers for it. */
export function startOf(org: Organisation, { plan, hash }: Made, more: JsonObject = {}) {
  const startDate = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  return { plan, hash, input: { person: org.personId('noor'), manager: org.personId('marta'), startDate, ...more } };
}

/** Somebody of the cast does something in an account. */
export async function by<T>(
  org: Organisation,
  key: string,
  handle: string,
  act: (door: Door) => Promise<T>,
): Promise<T> {
  return org.store.as(await org.viewer(key, handle), act);
}

/** What really is there, past every rule. */
export async function rows<T extends object>(org: Organisation, sql: string, ...params: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: org.database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, params)).rows;
  } finally {
    await client.end();
  }
}

export type NoticeRow = {
  readonly notice: string;
  readonly to?: string[];
  readonly tasks?: { id: string; title: string }[];
};
/** The notices left for the queue so far, oldest first. */
export async function noticesOf(org: Organisation, { id }: Pick<Run, 'id'>, kind?: string): Promise<NoticeRow[]> {
  const found = await rows<{ payload: NoticeRow }>(
    org,
    `select payload from outbox where kind = 'notice' and process_id = $1 order by id`,
    id,
  );
  return found.map(({ payload }) => payload).filter(({ notice }) => kind === undefined || notice === kind);
}
