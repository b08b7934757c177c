import { driveProcess } from '../../../domain/process/drive.ts';
import { startProcess } from '../../../domain/process/start.ts';
import type { Door } from '../../../domain/store.ts';
import { Task } from '../../../domain/task/task.entity.ts';
import { drainTrust } from '../../../domain/trust/drain.ts';
import { type SeenTrust, trustOf } from '../../../domain/trust/seen.ts';
import { Trust } from '../../../domain/trust/trust.entity.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import type { JsonObject, Plan } from '../../../plan/plan.ts';
import type { Organisation } from '../../support/organisation.ts';
import { madeOrganisation, rows } from '../process-made.ts';

/** Oakline, whose processes have Brightwire do the work: two accounts without a directory in common. */
export type Between = {
  readonly org: Organisation;
  /** Acts as an administrator and specialist of the one side or the other. */
  readonly x: <T>(act: (door: Door) => Promise<T>) => Promise<T>;
  readonly y: <T>(act: (door: Door) => Promise<T>) => Promise<T>;
  readonly xViewer: Viewer;
  readonly yViewer: Viewer;
  /** The one that stands, or stood last. */
  trust: string;
  readonly seen: () => Promise<SeenTrust>;
  /** Starts a process about Olive and drives it as far as it goes without people. */
  readonly begin: (template: { readonly plan: Plan; readonly hash: string }, more?: JsonObject) => Promise<Run>;
  /** Has all that is open given back. */
  readonly drained: () => Promise<number>;
};
export type Run = {
  readonly id: string;
  readonly drive: () => Promise<unknown>;
  readonly task: (node: string) => Promise<Task>;
};

export async function between(): Promise<Between> {
  const org = await madeOrganisation();
  const xViewer = await org.viewer('oscar', 'oakline');
  const yViewer = await org.viewer('bella', 'brightwire');
  const x: Between['x'] = (act) => org.store.as(xViewer, act);
  const y: Between['y'] = (act) => org.store.as(yViewer, act);
  const pair = { trustingId: xViewer.accountId, trustedId: yViewer.accountId };
  const { id: trust } = await x(({ em }) => em.findOneOrFail(Trust, pair));
  const both: Between = {
    org,
    x,
    y,
    xViewer,
    yViewer,
    trust,
    seen: () => x((door) => trustOf(door, both.trust)),
    begin: async ({ plan, hash }, more = {}) => {
      const startDate = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
      const input = { person: org.personId('olive'), manager: org.personId('oscar'), startDate, ...more };
      const { id } = await x((door) => startProcess(door, { plan, hash, input }));
      const drive = () => driveProcess(org.workerStore, xViewer.accountId, id, new Date());
      const task = (node: string) =>
        x(async ({ em }) => {
          const found = await em.find(Task, { processId: id, node }, { orderBy: { round: 'desc' } });
          return found[0] as Task;
        });
      await drive();
      return { id, drive, task };
    },
    drained: async () => {
      for (let batches = 1; ; batches++) {
        if ((await drainTrust(org.workerStore, xViewer.accountId, both.trust)).over) return batches;
      }
    },
  };
  return both;
}

/** As many tasks beside one as a large customer has. */
export async function many({ org }: Pick<Between, 'org'>, like: string, count: number): Promise<void> {
  await rows(
    org,
    `with made as (
       insert into task (id, account_id, process_id, node, category, title, process_title, status, assigned_account_id, trust_id, team_id, activated_at)
       select gen_random_uuid(), t.account_id, t.process_id, 'copy-' || n, t.category, t.title, t.process_title, 'assigned', t.assigned_account_id, t.trust_id, t.team_id, now()
       from task t, generate_series(1, $2::int) n where t.id = $1 returning *)
     insert into visibility (account_id, record_id, holder_id, why, owner_id, process_id, trust_id, team_id, since, open, due)
     select assigned_account_id, id, team_id, 'assigned', account_id, process_id, trust_id, team_id, now(), true, now() from made`,
    like,
    count,
  );
}
