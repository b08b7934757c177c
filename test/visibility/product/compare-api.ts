import type { Api } from '../../support/api.ts';
import type { AnyRecord, Id } from '../model/records/index.ts';
import { list, view } from '../model/view.ts';
import { all } from '../model/world.ts';
import { type Asked, eachOf } from './asked.ts';
import { comparePlans, sharedTasks } from './compare-beside.ts';
import { compareElapsed } from './compare-elapsed.ts';
import { compareFields } from './compare-fields.ts';
import { seen } from './decision.ts';
import {
  expectsGet,
  expectsInbox,
  expectsListed,
  gettable,
  type Listed,
  listed,
  readableText,
  typeOf,
} from './expected.ts';
import { expectedFields, type Fields } from './expected-fields.ts';
import { uuidOf } from './ids.ts';
import { type Item, type Reader, readerFor, unpaged } from './reading.ts';
import { shownFields } from './shown-fields.ts';

/** Everything that is read over HTTP. */
export async function compareApi(asked: Asked, api: Api): Promise<void> {
  const reader = readerFor(api, asked.names, asked.ctx);
  await Promise.all([
    compareGets(asked, reader),
    ...listed.map((of) => compareList(asked, of, reader)),
    compareSearch(asked, reader),
    compareNotes(asked, reader),
    comparePlans(asked, reader),
    compareElapsed(asked, reader),
    compareRoles(asked, reader),
    compareInbox(asked, reader),
  ]);
  compareText(asked, reader);
}

async function compareGets({ w, ctx, held, book }: Asked, reader: Reader): Promise<void> {
  const records = gettable.flatMap((type) => all(w, type) as readonly AnyRecord[]);
  await eachOf(records, async (record) => {
    const expected = expectsGet(w, ctx, record);
    if (expected === undefined) return;
    const { said, body } = await reader.get(record);
    book.put({ kind: 'get', of: record.type, model: seen(expected), product: said, record });
    const mask = view(w, ctx, record);
    if (!expected || !mask || !body) return;
    book.put({ kind: 'mask', of: record.type, model: '', product: '', record });
    compareFields(record.type, expectedFields(w, record, mask, held.at), shownFields(record.type, body), (one) =>
      book.part({ ...one, kind: 'mask', record }),
    );
  });
}

async function compareList({ w, ctx, book }: Asked, of: Listed, reader: Reader): Promise<void> {
  const [expected, shown] = [expectsListed(w, ctx, of), await reader.list(of)];
  const records = all(w, typeOf(of)) as readonly AnyRecord[];
  for (const record of records)
    book.put({ kind: 'list', of, model: seen(expected.has(record.id)), product: seen(shown.has(record.id)), record });
  for (const id of shown)
    if (!records.some((r) => r.id === id)) book.put({ kind: 'list', of, model: 'hidden', product: `shown ${id}` });
  if (!unpaged.includes(of))
    book.put({ kind: 'count', of, model: `${shown.size}`, product: `${await reader.count(of)}` });
}

/** People by a name, and by the beginning of a mail address, that somebody in the world has. */
async function compareSearch({ w, ctx, book }: Asked, reader: Reader): Promise<void> {
  const people = all(w, 'person');
  const somebody = people[(w.next + ctx.person.length * 7 + Number(ctx.person.split('-')[1])) % people.length]!;
  const masks = list(w, ctx, 'person').filter((mask) => mask.home !== undefined || mask.id === ctx.person);
  for (const [field, text] of [
    ['name', somebody.name],
    ['email', somebody.email.split('@')[0]!],
  ] as const) {
    const shown = await reader.search(text);
    const expected = new Set(masks.filter((mask) => String(mask[field]).startsWith(text)).map(({ id }) => id as Id));
    for (const record of people)
      book.put({
        kind: 'search',
        of: field,
        model: seen(expected.has(record.id)),
        product: seen(shown.has(record.id)),
        record,
      });
  }
}

/** Of every record that the context sees by the model or the product; of the others none. */
async function compareNotes({ w, ctx, held, book }: Asked, reader: Reader): Promise<void> {
  await eachOf([...all(w, 'task'), ...all(w, 'process')] as readonly AnyRecord[], async (parent) => {
    const notes = all(w, 'note').filter((n) => n.parentId === parent.id);
    if (notes.length === 0) return;
    const shared = parent.type === 'process' ? sharedTasks(all(w, 'task'), parent, ctx.account) : [];
    const shown = new Map([...(await reader.notes(parent)), ...(await reader.processNotes(shared))]);
    for (const record of notes) {
      const mask = view(w, ctx, record);
      const item = shown.get(record.id);
      book.put({
        kind: 'notes',
        of: record.kind,
        model: seen(mask !== undefined),
        product: seen(item !== undefined),
        record,
      });
      if (mask && item) {
        const { kind, text, author, account } = mask;
        const fields = { kind, text, author, account, createdAt: held.at(mask.at as number) };
        compareFields('note', fields, noteFields(item), (one) => book.part({ ...one, kind: 'mask', record }));
      }
    }
    for (const id of shown.keys())
      if (!notes.some((n) => n.id === id))
        book.put({ kind: 'notes', of: 'note', model: 'hidden', product: `shown ${id}` });
  });
}

function noteFields({ id: _, author, ...rest }: Item): Fields {
  const { name, account } = author as { readonly name: string; readonly account: { readonly name: string } };
  return { ...rest, author: name, account: account.name };
}

async function compareRoles({ w, ctx, book }: Asked, reader: Reader): Promise<void> {
  await eachOf(all(w, 'person'), async ({ id }) => {
    const roles = all(w, 'role').filter((r) => r.personId === id && r.accountId === ctx.account);
    if (roles.length === 0) return;
    const shown = await reader.roles(id);
    for (const record of roles) {
      const model = seen(view(w, ctx, record) !== undefined);
      book.put({ kind: 'list', of: 'role', model, product: seen(shown.has(record.name)), record });
    }
  });
}

async function compareInbox({ w, ctx, book }: Asked, reader: Reader): Promise<void> {
  const [expected, shown] = [expectsInbox(w, ctx), await reader.inbox()];
  const entry = (set: ReadonlySet<string>, r: AnyRecord) =>
    [...set].find((one) => one.startsWith(`${r.type} ${r.id} `)) ?? 'hidden';
  for (const record of [...all(w, 'task'), ...all(w, 'approval')] as readonly AnyRecord[])
    book.put({ kind: 'inbox', of: record.type, model: entry(expected, record), product: entry(shown, record), record });
  // An approval without its vote would be a task in the product's inbox.
  for (const one of shown)
    if (one.includes('unknown')) book.put({ kind: 'inbox', of: 'unknown', model: 'hidden', product: one });
}

function compareText({ w, ctx, book }: Asked, reader: Reader): void {
  const readable = readableText(w, ctx);
  for (const [canary, path] of reader.canaries)
    book.put({
      kind: 'text',
      of: canary.replace(/^zq-|-x$|\d+-/g, ''),
      model: seen(readable.has(canary)),
      product: 'shown',
      at: `${canary} in ${path.replaceAll(uuidOf(ctx.account), 'the account')}`,
    });
}
