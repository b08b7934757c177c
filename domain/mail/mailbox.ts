import { NotFound } from '../problem.ts';
import type { Door, Store } from '../store.ts';
import { driver, person } from '../viewer.ts';

/** A mail as it was written to one person; `id` is its Message-ID without the angle brackets. */
export type Mail = {
  readonly id: string;
  readonly person: string;
  readonly sentAt: Date;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
};
/** Where the next page begins: after this mail. */
export type AfterMail = Pick<Mail, 'sentAt' | 'id'>;

/** Puts mails into the local mailbox; one that is there is left as it is. `accountId` is on whose behalf. */
export async function keepMail(store: Store, accountId: string, mails: readonly Mail[]): Promise<void> {
  const rows = mails.map(({ person: person_id, sentAt, ...mail }) => ({
    ...mail,
    person_id,
    sent_at: sentAt.toISOString(),
  }));
  await store.as(driver(accountId), ({ em }) =>
    em.execute('insert into mail select * from jsonb_populate_recordset(null::mail, ?::jsonb) on conflict do nothing', [
      JSON.stringify(rows),
    ]),
  );
}

/** The viewer's own mail, newest first, whichever account it is about. */
export async function mailOf({ em, viewer }: Door, after: AfterMail | undefined, most: number): Promise<Mail[]> {
  const rows = await em.execute<Row[]>(
    `select * from mail where person_id = ? ${after ? 'and (sent_at, id) < (?, ?)' : ''} order by sent_at desc, id desc limit ?`,
    [person(viewer), ...(after ? [after.sentAt.toISOString(), after.id] : []), most],
  );
  return rows.map(mailOfRow);
}

/** @throws NotFound when there is none, or it is another's */
export async function mailWith({ em, viewer }: Door, id: string): Promise<Mail> {
  const [row] = await em.execute<Row[]>('select * from mail where person_id = ? and id = ?', [person(viewer), id]);
  if (!row) throw new NotFound('mail');
  return mailOfRow(row);
}

type Row = {
  id: string;
  person_id: string;
  sent_at: string;
  sender: string;
  recipient: string;
  subject: string;
  body: string;
};

const mailOfRow = ({ person_id, sent_at, ...mail }: Row): Mail => ({
  ...mail,
  person: person_id,
  sentAt: new Date(sent_at),
});
