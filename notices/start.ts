import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { onBehalf } from '../domain/behalf.ts';
import type { Store } from '../domain/store.ts';
import type { NoticeEntry } from '../relay/relay.ts';
import { deliver, Early } from './deliver.ts';
import { jobOf, type NoticeJob } from './job.ts';
import { localPost, smtpPost } from './post.ts';
import { openQueue } from './queue.ts';

export type NoticesParts = {
  /** `postgres://…` of the queue's role, or `redis://…`. */
  readonly queueUrl: string;
  /** Of the worker's role. */
  readonly store: Store;
  /** Without `smtpUrl` mail goes into the local mailbox. */
  readonly mail: { readonly smtpUrl?: string; readonly from: string };
  /** The address people open, for the links in mails. */
  readonly baseUrl: string;
  readonly warn: (message: string, error: unknown) => void;
};
export type Notices = {
  /**
   * Puts notices in the queue, each under its entry's id; a repeated id is put once.
   * @throws Error when the queue does not take them within five seconds: then they may be in it or not
   */
  readonly enqueue: (entries: readonly NoticeEntry[]) => Promise<void>;
  /** Lets what is under way finish; what waits is delivered after the next start. */
  readonly stop: () => Promise<void>;
};

/** Delivers notices as mail: takes them from the relay, keeps them in a queue, tries again when it fails. */
export async function startNotices({ queueUrl, store, mail, baseUrl, warn }: NoticesParts): Promise<Notices> {
  const { queue, work, close } = await openQueue(queueUrl, warn);
  const post = mail.smtpUrl ? smtpPost(mail.smtpUrl, mail.from) : localPost(store, mail.from);
  const delivery = { store, post, queue, baseUrl: baseUrl.replace(/\/+$/, '') };
  const worker = await work(async (job, token) => {
    const run = jobs[job.name as keyof typeof jobs];
    if (!run) throw new UnrecoverableError(`There is no job "${job.name}" in this version.`);
    return run(delivery, job).catch((error: unknown) => hold(job, token, error));
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  worker.on('failed', (job, error) => {
    if (job?.finishedOn) warn(`Notice ${job.id} could not be delivered and is kept among the failed jobs`, error);
  });
  return {
    enqueue: async (entries) => {
      const jobs = entries.map((entry) => ({ name: 'notice', data: jobOf(entry), opts: { jobId: entry.id } }));
      // One by one: the bulk command makes and drops temporary tables, which for a handful of jobs costs ten times as much.
      await within(5, Promise.all(jobs.map(({ name, data, opts }) => queue.add(name, data, opts))));
    },
    stop: async () => {
      const finished = worker.close().then(close);
      await within(20, finished).catch((error: unknown) =>
        warn('The delivery of notices did not stop in order', error),
      );
      post.close();
    },
  };
}

/** What lies in the queue, by name: a whole notice, or the mail of one to one recipient. */
export const jobBehalf = { notice: 'recipient', mail: 'recipient' } as const;
const jobs = onBehalf('job', { notice: deliver, mail: deliver }, jobBehalf);

/** What came too early goes back into the queue, and has used up none of its tries. */
async function hold(job: Job<NoticeJob>, token: string | undefined, error: unknown): Promise<never> {
  if (!(error instanceof Early)) throw error;
  await job.moveToDelayed(Date.now() + error.wait, token);
  throw new DelayedError();
}

/** Whoever waits for the queue has other things to do as well. */
async function within(seconds: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`The queue did not answer within ${seconds} s.`)), seconds * 1_000);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
