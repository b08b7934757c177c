import { type Job, type Queue, UnrecoverableError } from 'bullmq';
import { addresseesOf } from '../domain/mail/addressee.ts';
import { lettersOf } from '../domain/mail/letter.ts';
import { noticeKinds } from '../domain/mail/notice.ts';
import type { Store } from '../domain/store.ts';
import type { NoticeJob } from './job.ts';
import type { Post } from './post.ts';
import { textOf } from './text.ts';

export type Delivery = {
  readonly store: Store;
  readonly post: Post;
  readonly baseUrl: string;
  readonly queue: Queue<NoticeJob>;
};

/**
 * Turns a notice into mails, one a recipient. Whoever may no longer see what it is about gets none: that is asked here, at
 * every try. Returns how many mails it came to. Doing it again sends the same mails under the same ids.
 */
export async function deliver(delivery: Delivery, { data }: Pick<Job<NoticeJob>, 'data'>): Promise<number> {
  if (!noticeKinds.includes(data.kind)) {
    throw new UnrecoverableError(
      `There is no notice "${data.kind}" in this version: a worker of another version put it in the queue.`,
    );
  }
  return delivery.post.oneByOne && data.person === undefined ? spread(delivery, data) : send(delivery, data);
}

/** A job a recipient, so that an address that fails is tried again without the others getting their mail twice. */
async function spread({ store, queue }: Delivery, notice: NoticeJob): Promise<number> {
  const addressees = await addresseesOf(store, notice);
  for (const { person } of addressees) {
    await queue.add('mail', { ...notice, person }, { jobId: `${notice.id}.${person}` });
  }
  return addressees.length;
}

async function send({ store, post, baseUrl }: Delivery, notice: NoticeJob): Promise<number> {
  const letters = await lettersOf(store, notice, notice.person);
  const mails = letters.map((letter) => {
    const { person, name, email } = letter;
    return { id: `${notice.id}.${person}@accord`, person, name, email, ...textOf(notice, letter, baseUrl) };
  });
  if (mails.length > 0) await post.send(notice.account, mails);
  return mails.length;
}
