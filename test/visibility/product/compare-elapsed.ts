import { specialistRole } from '../model/context.ts';
import { party, processOf } from '../model/party.ts';
import type { Process, Task } from '../model/records/index.ts';
import { view } from '../model/view.ts';
import { all, type Ctx, nameOf, type World } from '../model/world.ts';
import { type Asked, eachOf } from './asked.ts';
import type { Reader } from './reading.ts';

/**
 * Whose minutes they were: the whole chain with who reads the process and its plan in its own account; what was of the
 * task itself with who does the task; nothing with everybody else. Whatever is answered adds up.
 */
export async function compareElapsed({ w, ctx, book }: Asked, reader: Reader): Promise<void> {
  await eachOf([...all(w, 'process'), ...all(w, 'task')], async (record) => {
    const model = record.type === 'process' ? (follows(w, ctx, record) ? 'whole' : 'hidden') : ofTask(w, ctx, record);
    const body = await reader.elapsed(record);
    const product = body === undefined ? 'hidden' : body.from === null ? 'its own' : 'whole';
    book.put({ kind: 'get', of: 'elapsed', model, product, record });
    if (!body) return;
    const sum = body.shares.reduce((of, { workingMs }) => of + workingMs, 0);
    const links = body.links.reduce((of, { workingMs }) => of + workingMs, 0);
    const before = body.shares.find(({ turn }) => turn === 'before')?.workingMs ?? 0;
    const total = body.total.workingMs;
    book.put({
      kind: 'mask',
      of: 'elapsed.sum',
      model: `${total} ${total}`,
      product: `${sum} ${links + before}`,
      record,
    });
    if (model !== 'its own') return;
    const known = new Set([ctx.account, record.accountId].map((id) => nameOf(w, id)));
    const others = body.links.filter(
      ({ title, task, account }) => title !== record.title || !task || !account || !known.has(account.name),
    );
    book.put({ kind: 'mask', of: 'elapsed.links', model: '[]', product: JSON.stringify(others), record });
  });
}

const follows = (w: World, ctx: Ctx, process: Process | undefined) =>
  process?.accountId === ctx.account && view(w, ctx, process)?.plan !== undefined;

function ofTask(w: World, ctx: Ctx, task: Task): string {
  if (!view(w, ctx, task)) return 'hidden';
  if (task.accountId === ctx.account && follows(w, ctx, processOf(w, task))) return 'whole';
  const does = task.assignedAccountId === ctx.account && task.activatedAt !== null && specialistRole(ctx);
  const as = party(w, task, ctx.account)?.as;
  return does && (as === 'owner' || as === 'provider') ? 'its own' : 'hidden';
}
