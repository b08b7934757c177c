import { entriesSince, lowestIdAt, newsOf } from '../../../domain/live.ts';
import { lettersOf } from '../../../domain/mail/letter.ts';
import type { Notice } from '../../../domain/mail/notice.ts';
import type { RoleName } from '../../../domain/person/team.entity.ts';
import type { Store } from '../../../domain/store.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { context } from '../model/context.ts';
import type { AnyRecord, Audit, Id, StreamEvent } from '../model/records/index.ts';
import { told as mayBeTold, view } from '../model/view.ts';
import { all, type Ctx, find, type World } from '../model/world.ts';
import { canariesIn } from '../worlds/canary.ts';
import type { Asked } from './asked.ts';
import type { Product } from './database.ts';
import { seen } from './decision.ts';
import { readableText } from './expected.ts';
import { uuidOf } from './ids.ts';
import { entriesOf } from './rows.ts';

/** What is told without being asked for: on streams and by mail, both decided when it is delivered. */
export async function compareDelivery(asked: Asked, stores: Stores): Promise<void> {
  await compareStream(asked, stores.store);
  await compareMail(asked, stores.workerStore);
}

type Stores = Pick<Product, 'store' | 'workerStore'>;

/** Kinds of records that streams tell of; of a note they tell that its task or process has changed. */
const streamed: readonly string[] = ['process', 'task', 'approval', 'note', 'trust'];

async function compareStream({ w, ctx, book }: Asked, store: Store): Promise<void> {
  const entries = entriesOf(w).filter((a) => streamed.includes(a.recordType));
  const offered = await entriesSince(store, lowestIdAt(0), 10_000);
  const concerned = new Set(offered.flatMap(({ id, accounts }) => (accounts.includes(uuidOf(ctx.account)) ? id : [])));
  const ids = entries.map(({ id }) => uuidOf(id)).filter((id) => concerned.has(id));
  const told = await store.as(viewerOf(w, ctx), (door) => newsOf(door, ids));
  // To read anew names no record: whoever saw something by a trust is told so, also when the trust is not his to read.
  const news = new Set(told.flatMap(({ id, kind }) => (kind === 'reset' ? [] : [id])));
  for (const entry of entries) {
    const record = find(w, entry.recordType, entry.recordId) as AnyRecord | undefined;
    // An invitation to nobody; only the inviter knows of it.
    if (!record) continue;
    const shown = view(w, ctx, eventOf(entry)) !== undefined;
    const model = seen(shown);
    // A world has one entry of a trust, the product one for either side: that somebody is told too much is still found.
    const product = seen(news.has(uuidOf(entry.id)) || (shown && entry.recordType === 'trust'));
    book.put({
      kind: 'stream',
      of: entry.recordType,
      model,
      product,
      record,
      at: `${entry.action} of ${Object.keys(entry.changes)}`,
    });
  }
}

const eventOf = ({ id, at, recordType, recordId, changes }: Audit): StreamEvent => ({
  type: 'event',
  id: `${id}-event`,
  ...{ at, recordType, recordId },
  fields: Object.keys(changes).map((field) => readAs[field] ?? field),
});
/** What is kept by side is read by both sides: as its own or the other's, and as the status. */
const readAs: { readonly [field: string]: string } = { suspendedByTrusting: 'status', suspendedByTrusted: 'status' };

const viewerOf = (w: World, { person, account, roles }: Ctx): Viewer => ({
  accountId: uuidOf(account),
  personId: uuidOf(person),
  roles: new Set(roles as readonly RoleName[]),
  teamIds: all(w, 'team')
    .filter((t) => t.accountId === account && t.members.includes(person))
    .map(({ id }) => uuidOf(id)),
});

/** Every mail about a task or a vote that there could be, as if it had been queued a moment ago. */
async function compareMail({ w, ctx, book }: Asked, store: Store): Promise<void> {
  const send = async (notice: Omit<Notice, 'account' | 'process'>, accountId: Id, processId: Id) => {
    const to = { account: uuidOf(accountId), process: uuidOf(processId) };
    const letters = await lettersOf(store, { ...notice, ...to }, uuidOf(ctx.person));
    return letters.flatMap(({ sections }) => sections.filter(({ account }) => account.id === uuidOf(ctx.account)));
  };
  const compare = (record: AnyRecord, expected: boolean, sections: readonly unknown[]) => {
    const readable = sections.length > 0 ? readableText(w, ctx) : new Set();
    const leaked = [...canariesIn(sections)].filter((one) => !readable.has(one));
    book.put({ kind: 'mail', of: record.type, model: seen(expected), product: seen(sections.length > 0), record });
    for (const at of leaked) book.part({ kind: 'mail', of: 'text', model: 'hidden', product: 'shown', record, at });
  };
  for (const t of all(w, 'task').filter((t) => t.category === 'implementation' && t.activatedAt !== null)) {
    const holds = t.memberId ? t.memberId === ctx.person : find(w, 'team', t.teamId)?.members.includes(ctx.person);
    const wants = holds && t.assignedAccountId === ctx.account && t.status === 'assigned';
    if (!wants && t.assignedAccountId !== ctx.account) continue;
    const sections = await send({ kind: 'assigned', tasks: [uuidOf(t.id)], to: [] }, t.accountId, t.processId);
    compare(t, Boolean(wants && mayBeTold(w, context(w, ctx.person, ctx.account), t)), sections);
  }
  for (const a of all(w, 'approval').filter(({ approverId }) => approverId === ctx.person)) {
    const t = find(w, 'task', a.taskId)!;
    const notice = { kind: 'approval' as const, tasks: [uuidOf(t.id)], to: [uuidOf(a.approverId)] };
    const sections = await send(notice, t.accountId, t.processId);
    const wants = a.status === 'assigned' && a.askedInId === ctx.account;
    compare(a, wants && mayBeTold(w, context(w, ctx.person, ctx.account), a) !== undefined, sections);
  }
}
