import { accounts, people } from '../../bin/seed/cast.ts';
import { Approval } from '../../domain/task/approval.entity.ts';
import { decideApproval } from '../../domain/task/approve.ts';
import { Task } from '../../domain/task/task.entity.ts';
import { acceptTask, completeTask, startTask } from '../../domain/task/work.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { moveClock } from '../../relay/clock.ts';
import { type Run, rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { tickAll } from '../support/ticked.ts';
import type { Crew } from '../workflows/crew.ts';
import { sampleOf } from './sample.ts';

/** Works any process: does what is open, moves its clock to the next instant that matters when nothing is. */
export class Robot {
  private readonly org: Organisation;
  private readonly crew: Crew;

  constructor(org: Organisation, crew: Crew) {
    this.org = org;
    this.crew = crew;
  }

  /** Until it is over or `most` tasks are done. */
  async work(run: Run, most = Number.POSITIVE_INFINITY): Promise<void> {
    for (let done = 0; done < most; done++) {
      const task = await this.next(run);
      if (!task) return;
      await (task.category === 'approval' ? this.approve(task) : this.complete(task, done));
    }
  }

  /** What there is to do, as soon as there is something; undefined when it is over. */
  private async next(run: Run): Promise<Task | undefined> {
    for (;;) {
      const [process, tasks] = [await run.process(), await run.tasks()];
      if (process.over) return undefined;
      const task = tasks.find(({ open, category }) => open && category !== 'automation');
      if (task) return task;
      await this.goOn(run);
    }
  }

  /** Waits until something is open or it is over, or moves its clock to its timer when nothing else is left to come. */
  private async goOn(run: Run): Promise<void> {
    const minutes = await until(async () => {
      // Asked for in the opposite order of that in which they come about.
      const coming = await rows(this.org, `select 1 from outbox where process_id = $1 and kind <> 'notice'`, run.id);
      const { over, timerAt, clockOffset } = await run.process();
      if (over || (await run.tasks()).some(({ open, category }) => open && category !== 'automation')) return 'come';
      const idle = (await run.tasks()).every(({ open }) => !open);
      const left = timerAt ? (timerAt.getTime() - Date.now() - clockOffset) / 60_000 : 0;
      return idle && coming.length === 0 && left > 0 && left;
    });
    if (minutes === 'come') return;
    // One more, since the engine's clock falls behind by the moments that moving it takes.
    await moveClock(
      this.org.store,
      this.crew.client,
      await this.org.viewer('helen', 'fernhill-hr'),
      run.id,
      minutes + 1,
    );
  }

  private async complete({ id, assignedAccountId, memberId }: Task, count: number): Promise<void> {
    const viewer = await this.viewer(assignedAccountId as string, memberId);
    const { store } = this.org;
    if (count % 3 === 0) await store.as(viewer, (door) => acceptTask(door, id));
    if (count % 2 === 0) await store.as(viewer, (door) => startTask(door, id));
    await tickAll(store, viewer, id);
    await store.as(viewer, async (door) => {
      const { outputSchema } = await door.em.findOneOrFail(Task, { id }, { populate: ['outputSchema'] });
      await completeTask(door, id, sampleOf(outputSchema ?? {}));
    });
  }

  private async approve({ id, accountId, requiredApprovals }: Task): Promise<void> {
    const helen = await this.org.viewer('helen', 'fernhill-hr');
    const votes = await this.org.store.as(helen, ({ em }) => em.find(Approval, { taskId: id }));
    for (const vote of votes.slice(0, requiredApprovals ?? 1)) {
      const approver = await this.viewer(accountId, vote.approverId);
      await this.org.store.as(approver, (door) => decideApproval(door, vote.id, 'approved', ''));
    }
  }

  /** The person, or any specialist of the account. */
  private viewer(accountId: string, person: string | null | undefined): Promise<Viewer> {
    const handle = accounts.find((each) => this.org.accountId(each.handle) === accountId)?.handle as string;
    const found = people.find(({ key, roles }) =>
      person ? this.org.personId(key) === person : roles[handle]?.includes('specialist'),
    );
    if (!found) throw new Error(`Nobody works in ${handle}.`);
    return this.org.viewer(found.key, handle);
  }
}
