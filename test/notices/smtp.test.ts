import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { type NoticeQueue, type Notices, openQueue, startNotices } from '../../notices/index.ts';
import { until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { mailbox, onboarding, takeNotices } from './onboarding.ts';

let org: Organisation;
let queue: NoticeQueue;
let server: SMTPServer;
let notices: Notices;
let received: Email[];
/** What the server says to a recipient's address; nothing: it takes the mail. */
let refusal: (address: string) => Error | undefined;
/** Cuts the line after the mail is taken and before that is said. */
let cutAfter: (address: string) => boolean;

beforeAll(async () => {
  org = await organisation();
  queue = await openQueue(org.database.urls.queue, (message, error) => console.warn(message, error));
});
beforeEach(async () => {
  received = [];
  refusal = () => undefined;
  cutAfter = () => false;
  server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo: ({ address }, _, answer) => answer(refusal(address)),
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        received.push(await PostalMime.parse(Buffer.concat(chunks)));
        if (!cutAfter(session.envelope.rcptTo[0]?.address ?? '')) answer();
        else for (const connection of server.connections) connection.close();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  notices = await startNotices({
    queueUrl: org.database.urls.queue,
    store: org.workerStore,
    mail: {
      smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
      from: 'Accord <accord@fernhill.example>',
    },
    baseUrl: 'https://accord.example',
    warn: () => {},
  });
});
afterEach(async () => {
  await notices?.stop();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
afterAll(async () => {
  await queue?.close();
  await org?.close();
});

const to = (key: string) => received.filter((mail) => mail.to?.[0]?.address === `${key}@fernhill.example`);
async function tellIt(): Promise<{ notice: string; jobOf: (key: string) => string }> {
  const process = await onboarding(org);
  await process.drive();
  const login = await process.task('create login');
  const [entry] = (await takeNotices(org)).filter(({ payload }) => JSON.stringify(payload).includes(login.id));
  if (!entry) throw new Error('Nothing was told of the task.');
  await notices.enqueue([entry]);
  return { notice: entry.id, jobOf: (key) => `${entry.id}.${org.personId(key)}` };
}

describe('with a mail server', () => {
  test('each recipient gets a mail of his own, with an id that is the same whenever it is sent', async () => {
    const { notice } = await tellIt();
    await until(async () => received.length >= 3);
    expect(received.map((mail) => mail.to?.map(({ address }) => address)).sort()).toEqual(
      ['ida', 'imran', 'sam'].map((key) => [`${key}@fernhill.example`]),
    );
    const [mail] = to('ida');
    expect(mail).toMatchObject({
      messageId: `<${notice}.${org.personId('ida')}@accord>`,
      subject: 'Accept a new task in Fernhill IT',
      from: { name: 'Accord', address: 'accord@fernhill.example' },
      to: [{ name: 'Ida Novak' }],
    });
    expect(mail?.text).toContain('create login\n  For: Fernhill HR\n');
    expect(mail?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    expect(await mailbox(org, 'ida')).toEqual([]);
  });

  test('a mail that is not taken is sent again, and the others are not', async () => {
    let refused = 0;
    refusal = (address) => {
      if (!address.startsWith('ida') || refused++ > 0) return undefined;
      return Object.assign(new Error('Greylisted, come back'), { responseCode: 451 });
    };
    await tellIt();
    await until(async () => to('ida').length > 0);
    expect([refused, to('ida').length, to('imran').length, to('sam').length]).toEqual([2, 1, 1, 1]);
  });

  test('a mail whose taking was not heard of is sent again under the same id', async () => {
    let cut = 0;
    cutAfter = (address) => address.startsWith('ida') && cut++ === 0;
    await tellIt();
    await until(async () => to('ida').length > 1);
    expect(new Set(to('ida').map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('an address refused for good is not tried again, is kept for operators, and is not shown to them', async () => {
    refusal = (address) =>
      address.startsWith('ida')
        ? Object.assign(new Error(`<${address}> is unknown here`), { responseCode: 550 })
        : undefined;
    const { jobOf } = await tellIt();
    const failed = await until(async () => {
      const job = await queue.queue.getJob(jobOf('ida'));
      return job?.failedReason ? job : undefined;
    });
    expect(failed.attemptsMade).toBe(1);
    expect(failed.failedReason).toContain('550');
    expect(JSON.stringify(failed.toJSON())).not.toContain('fernhill.example');
    await until(async () => received.length >= 2);
    expect([to('ida').length, to('imran').length, to('sam').length]).toEqual([0, 1, 1]);
  });
});
