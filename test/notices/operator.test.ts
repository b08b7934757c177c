import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operatorMount } from '../../api/operator/mount.ts';
import { type NoticeQueue, openQueue } from '../../notices/index.ts';
import { type FreshDatabase, freshDatabase } from '../stack/database.ts';
import { type Api, startApi } from '../support/api.ts';

const password = 'correct horse battery';
const basic = (user: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
});
/** No route that asks for data is called. */
const parts = () => ({ database, store: undefined as never });

let database: FreshDatabase;
let queue: NoticeQueue;
let api: Api;
const id = randomUUID();
beforeAll(async () => {
  database = await freshDatabase();
  queue = await openQueue(database.urls.queue, (message, error) => console.warn(message, error));
  api = await startApi(parts(), { mounts: [operatorMount([queue.queue], password)] });
  const data = {
    id,
    kind: 'assigned',
    account: id,
    process: id,
    tasks: [id],
    to: [],
    note: 'Noor Haddad',
    more: { email: 'noor@fernhill.example' },
  };
  await queue.queue.add('notice', data as never, { jobId: id });
});
afterAll(async () => {
  await api?.close();
  await queue?.close();
  await database?.drop();
});

describe('the operators’ view of the queues', () => {
  test('shows the queue and its jobs, ids only, to whoever knows the password', async () => {
    const operator = api.anybody.with(basic('operator', password));
    const page = await operator.get('/operator/queues');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<base href="/operator/queues/" />');
    const [script] = page.body.match(/static\/js\/main\.[0-9a-f]+\.js/) ?? [];
    expect((await operator.get(`/operator/queues/${script}`)).status).toBe(200);

    const { body } = await operator.get(
      '/operator/queues/api/queues?activeQueue=notices&status=latest&page=1&jobsPerPage=10',
    );
    expect(body.queues[0]).toMatchObject({ name: 'notices', readOnlyMode: true, counts: { waiting: 1 } });
    expect(body.queues[0].jobs[0].data).toEqual({
      id,
      kind: 'assigned',
      account: id,
      process: id,
      tasks: [id],
      to: [],
      note: '(hidden)',
      more: { email: '(hidden)' },
    });
    const job = await operator.get(`/operator/queues/api/queues/notices/${id}`);
    expect(job.status).toBe(200);
    expect(JSON.stringify(job.body)).not.toMatch(/noor/i);
    expect((await operator.get('/operator')).headers.get('location')).toBe('/operator/queues');
  });

  test('loads nothing from elsewhere and is framed by nobody', async () => {
    const { headers } = await api.anybody.with(basic('operator', password)).get('/operator/queues');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('changes nothing', async () => {
    const operator = api.anybody.with(basic('operator', password));
    for (const [method, path] of [
      ['PUT', 'api/queues/notices/pause'],
      ['PUT', 'api/queues/pause'],
      ['PUT', `api/queues/notices/${id}/clean`],
      ['PUT', 'api/queues/notices/empty'],
      ['PUT', 'api/queues/notices/obliterate'],
      ['POST', 'api/queues/notices/add'],
    ] as const) {
      const { status, headers } = await operator.send(method, `/operator/queues/${path}`, { body: {} });
      expect([path, status, headers.get('allow')]).toEqual([path, 405, 'GET, HEAD']);
    }
    expect(await queue.queue.isPaused()).toBe(false);
    expect(await queue.queue.getWaitingCount()).toBe(1);
  });

  test('is not there when no password is set', async () => {
    const without = await startApi(parts(), { mounts: [operatorMount([queue.queue], undefined)] });
    for (const path of ['/operator', '/operator/queues', '/operator/queues/api/queues']) {
      const asked = await without.anybody.with(basic('operator', '')).get(path);
      expect([path, asked.status, asked.headers.get('www-authenticate')]).toEqual([path, 404, null]);
    }
    await without.close();
  });

  test('asks everybody else for the password, and after ten wrong ones does not listen for a minute', async () => {
    const other = await startApi(parts(), { mounts: [operatorMount([queue.queue], password)] });
    const asked = await other.anybody.get('/operator/queues');
    expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Accord operators", charset="UTF-8"',
    ]);
    const wrong = [
      basic('operator', 'wrong'),
      basic('admin', password),
      { authorization: 'Basic' },
      { authorization: 'Bearer x' },
    ];
    for (const headers of wrong)
      expect((await other.anybody.with(headers).get('/operator/queues/api/queues')).status).toBe(401);
    for (let count = 2; count < 10; count++) await other.anybody.with(basic('operator', `${count}`)).get('/operator');
    for (const headers of [basic('operator', 'wrong'), basic('operator', password)]) {
      const refused = await other.anybody.with(headers).get('/operator/queues');
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await other.close();
  });
});
