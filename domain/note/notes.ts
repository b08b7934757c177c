import { newId } from '../id.ts';
import { Forbidden } from '../problem.ts';
import { processOf } from '../process/follow.ts';
import { type Door, record } from '../store.ts';
import { partyOf } from '../task/party.ts';
import { taskOf } from '../task/seen.ts';
import { uuids } from '../uuids.ts';
import { doesWork, person, seesWork } from '../viewer.ts';
import { Note } from './note.entity.ts';

/** What a note is written on. */
export type NotedRecord = { readonly kind: 'task' | 'process'; readonly id: string };
export type NewNote = { readonly kind: Note['kind']; readonly text: string };
export type SeenNote = {
  readonly note: Note;
  readonly author: { readonly name: string; readonly account: { readonly handle: string; readonly name: string } };
};

/**
 * The notes a viewer sees, the newest first, from the one after `after`: public ones of who sees the record, internal
 * ones of his own account if he sees its work.
 * @throws NotFound when the record is not there or not his to see
 */
export async function notesOn(
  door: Door,
  noted: NotedRecord,
  after: string | undefined,
  most: number,
): Promise<SeenNote[]> {
  const { em, viewer } = door;
  const { until } = await see(door, noted);
  if (until === 'none') return [];
  const seen = seesWork(viewer)
    ? { $or: [{ kind: 'public' as const }, { accountId: viewer.accountId }] }
    : { kind: 'public' as const };
  const notes = await em.find(
    Note,
    { $and: [placeOf(noted), seen, until ? { createdAt: { $lte: until } } : {}, after ? { id: { $lt: after } } : {}] },
    { orderBy: { id: 'desc' }, limit: most },
  );
  return withAuthors(door, notes);
}

/**
 * Writes a note for everybody who sees the record, or for the viewer's own account. It is never changed.
 * @throws NotFound, Forbidden when the viewer only looks on
 */
export async function writeNote(door: Door, noted: NotedRecord, { kind, text }: NewNote): Promise<SeenNote> {
  const { em, viewer, now } = door;
  const { accountId, takesPart } = await see(door, noted);
  if (!takesPart || (kind === 'internal' && !doesWork(viewer))) {
    throw new Forbidden(
      kind === 'internal'
        ? 'Only people who do the work of your account write internal notes.'
        : 'Only people who take part in it write notes on it.',
    );
  }
  const note = em.create(Note, {
    id: newId(),
    accountId: viewer.accountId,
    authorId: person(viewer),
    kind,
    text,
    createdAt: now,
    ...placeOf(noted),
  });
  // Of an internal note others do not even learn that it was written.
  if (kind === 'public') record(door, accountId, noted.kind, noted.id, 'noted', { note: note.id });
  else record(door, viewer.accountId, 'note', note.id, 'written', { [noted.kind]: noted.id });
  await em.flush();
  return (await withAuthors(door, [note]))[0] as SeenNote;
}

const placeOf = ({ kind, id }: NotedRecord) => (kind === 'task' ? { taskId: id } : { processId: id });

type Seen = {
  readonly accountId: string;
  readonly takesPart: boolean;
  /** After the end of a trust what was written before it; who is asked across a trust reads no notes. */
  readonly until?: Date | 'none';
};

async function see(door: Door, { kind, id }: NotedRecord): Promise<Seen> {
  const { viewer } = door;
  if (kind === 'task') {
    const task = await taskOf(door, id);
    const { accountId } = task;
    const party = await partyOf(door, task);
    if (party.as === 'approver') return { accountId, takesPart: false, until: 'none' };
    if (party.as === 'former') return { accountId, takesPart: false, until: party.cut };
    // Who sees a task without doing or checking the account's work is asked for it or does it himself.
    return { accountId, takesPart: doesWork(viewer) || !seesWork(viewer) };
  }
  const { accountId, managerId, startedById } = await processOf(door, id);
  return { accountId, takesPart: doesWork(viewer) || [managerId, startedById].includes(person(viewer)) };
}

async function withAuthors({ em }: Door, notes: readonly Note[]): Promise<SeenNote[]> {
  if (notes.length === 0) return [];
  const rows = await em.execute<{ note_id: string; author: string; handle: string; account: string }[]>(
    'select * from authors_of(?::uuid[])',
    [uuids(notes.map(({ id }) => id))],
  );
  const authors = new Map(rows.map((row) => [row.note_id, row]));
  return notes.flatMap((note) => {
    const row = authors.get(note.id);
    return row ? [{ note, author: { name: row.author, account: { handle: row.handle, name: row.account } } }] : [];
  });
}
