import type { Process, Task } from '../model/records/index.ts';
import { view } from '../model/view.ts';
import { all } from '../model/world.ts';
import { type Asked, eachOf } from './asked.ts';
import { seen } from './decision.ts';
import type { Item, Reader } from './reading.ts';

/** What accounts share of their processes with those who do tasks of them is read where the task is. */
export async function comparePlans({ w, ctx, held, book }: Asked, reader: Reader): Promise<void> {
  await eachOf(abroad(all(w, 'process'), ctx.account), async (record) => {
    const plans = await reader.plans(sharedTasks(all(w, 'task'), record, ctx.account));
    const mask = view(w, ctx, record);
    const [product] = plans;
    book.put({ kind: 'get', of: 'plan', model: seen(mask?.plan !== undefined), product: seen(!!product), record });
    if (!mask?.plan || !product) return;
    const at = (ms: number | null) => (ms === null ? null : held.at(ms));
    const tasks = all(w, 'task').filter((t) => t.processId === record.id);
    const expected = tasks.filter(planned).map(({ title, status, due, activatedAt, finishedAt }) => ({
      ...{ title, status, due: at(due), activatedAt: at(activatedAt), finishedAt: at(finishedAt) },
    }));
    book.put({ kind: 'mask', of: 'plan', model: sorted(expected), product: sorted(product), record });
  });
}

/** Tasks of a process that an account has, or has had. */
export const sharedTasks = (tasks: readonly Task[], process: Process, account: string): readonly Task[] =>
  tasks.filter((t) => t.processId === process.id && t.shares.some((s) => s.accountId === account));

/** A plan leaves out what was called off before its time, and all attempts but the last. */
const planned = (task: Task, _: number, tasks: readonly Task[]): boolean =>
  !(task.status === 'canceled' && task.activatedAt === null) &&
  !tasks.some(({ node, round }) => node === task.node && round > task.round);

const abroad = (processes: readonly Process[], account: string) => processes.filter((p) => p.accountId !== account);
const sorted = (steps: readonly (Item | object)[]) => JSON.stringify(steps.map((one) => JSON.stringify(one)).sort());
