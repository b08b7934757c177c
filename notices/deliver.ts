import { type Job, type Queue, UnrecoverableError } from 'bullmq';
import { addresseesOf } from '../domain/mail/addressee.ts';
import { waitOf } from '../domain/mail/hours.ts';
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
  const apart = delivery.post.oneByOne || data.held?.length;
  return apart && data.person === undefined ? spread(delivery, data) : send(delivery, data);
}

/** It is not yet the time to tell somebody. */
export class Early extends Error {
  /** Milliseconds. */
  readonly wait: number;
  constructor(wait: number) {
    super('It is held until working hours.');
    this.wait = wait;
  }
}

/**
 * A job a recipient, so that an address that fails is tried again without the others getting their mail twice, and each is
 * told in the working hours of his own account.
 */
async function spread({ store, queue }: Delivery, notice: NoticeJob): Promise<number> {
  const addressees = await addresseesOf(store, notice);
  for (const addressee of addressees) {
    const { person } = addressee;
    const delay = await waitOf(store, notice, addressee);
    await queue.add('mail', { ...notice, person }, { jobId: `${notice.id}.${person}`, delay });
  }
  return addressees.length;
}

async function send({ store, post, baseUrl }: Delivery, notice: NoticeJob): Promise<number> {
  if (notice.held?.length) await mustBeOpen(store, notice);
  const letters = await lettersOf(store, notice, notice.person);
  const mails = letters.map((letter) => {
    const { person, name, email } = letter;
    return { id: `${notice.id}.${person}@accord`, person, name, email, ...textOf(notice, letter, baseUrl) };
  });
  if (mails.length > 0) await post.send(notice.account, mails);
  return mails.length;
}

/** The hours may have been edited since it was put in the queue. @throws Early */
async function mustBeOpen(store: Store, notice: NoticeJob): Promise<void> {
  const addressee = (await addresseesOf(store, notice)).find(({ person }) => person === notice.person);
  const wait = addressee ? await waitOf(store, notice, addressee) : 0;
  if (wait > 0) throw new Early(wait);
}
