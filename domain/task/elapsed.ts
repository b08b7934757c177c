import { lengthOf, partOf, sumOf } from '../../plan/elapsed.ts';
import { NotFound } from '../problem.ts';
import { calendarOf } from '../process/bring-up.ts';
import { clockOf } from '../process/clock.ts';
import { type Elapsed, seeLinks, sharesOf, whole } from '../process/elapsed.ts';
import { visibleProcesses } from '../process/list.ts';
import { Process } from '../process/process.entity.ts';
import { roundOf } from '../process/rounds.ts';
import type { Door } from '../store.ts';
import { surroundingsOf } from './labels.ts';
import { taskOf } from './seen.ts';
import type { Task } from './task.entity.ts';

/**
 * Where the time went until the task was done. Who follows the process reads the whole chain; who sees the task where it is
 * done reads what was of the task itself, and before it one sum.
 * @throws NotFound for everybody else
 */
export async function elapsedOfTask(door: Door, id: string): Promise<Elapsed> {
  const { em, viewer } = door;
  const task = await taskOf(door, id);
  const process =
    task.accountId === viewer.accountId
      ? await em.findOne(Process, { $and: [{ id: task.processId }, visibleProcesses(viewer)] })
      : null;
  return process ? whole(door, process, task) : itsOwn(door, task);
}

async function itsOwn(door: Door, task: Task): Promise<Elapsed> {
  const { em, viewer } = door;
  // Nothing unless the viewer's account does the task, by a trust that goes on.
  const [row] = await em.execute<{ begun: string | null }[]>('select process_begun(?) as begun', [task.id]);
  const labels = (await surroundingsOf(door, [task.id])).get(task.id)?.labels;
  if (!row?.begun || !task.activatedAt || !labels?.assigned) throw new NotFound('elapsed time');
  const calendar = await calendarOf(door, task.accountId);
  const at = (await clockOf(door, task.processId)).toISOString();
  const names = new Map([
    [task.accountId, labels.owner],
    [viewer.accountId, labels.assigned],
  ]);
  const links = seeLinks(calendar, partOf(roundOf(task, viewer.accountId), task.accountId, at), names, () => ({
    title: task.title,
    taskId: task.id,
  }));
  const from = task.activatedAt.toISOString();
  const { working: before } = lengthOf(calendar, { from: new Date(row.begun).toISOString(), to: from });
  return {
    title: task.title,
    from: undefined,
    to: task.finishedAt?.toISOString() ?? at,
    over: task.finished,
    links,
    shares: [{ turn: 'before', account: undefined, working: before, real: undefined }, ...sharesOf(links)],
    total: { working: before + sumOf(links).working, real: undefined },
  };
}
