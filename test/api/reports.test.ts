import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyReport } from '../../plan/report.ts';
import { rows } from '../domain/process-made.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { type Agreed, agreed, titled } from './agreed.ts';

let org: Organisation;
let api: Api;
let made: Agreed;
let provider: Client;
let customer: Client;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  made = await agreed(org, await api.as('helen'));
  provider = await api.as('imran', 'fernhill-it');
  customer = await api.as('hugo', 'fernhill-hr');
}, 60_000);
afterAll(async () => {
  await api?.close();
  await org?.close();
});

const october = '?from=2025-10-01&to=2025-11-01';
const report = (query = '') => `/v1/agreements/${made.id}/report${query}`;
/** What stands between two words of the answer as it was sent. */
const figuresIn = async (client: Client, query: string) => {
  const answer = await client.get(report(query), { headers: { accept: 'application/json' } });
  expect(answer.status).toBe(200);
  expect(verifyReport(answer.body).differences).toEqual([]);
  return { text: JSON.stringify(answer.body.figures), body: answer.body };
};

test('both parties read the same figures, and whoever has the report counts the same', async () => {
  const [theirs, ours] = [await figuresIn(provider, october), await figuresIn(customer, october)];
  expect(ours.text).toBe(theirs.text);
  expect(ours.body.hash).toBe(theirs.body.hash);
  expect(ours.body).toMatchObject({
    agreement: { provider: { handle: 'fernhill-it' }, customer: { handle: 'fernhill-hr' } },
    period: { from: '2025-10-01', to: '2025-11-01' },
    closedAt: null,
    figures: {
      tasks: 2,
      attainment: { complete: { kept: 1, of: 2, percent: 50 }, respond: { kept: 0, of: 0, percent: null } },
      stopped: { tasks: 1 },
    },
    withheld: { tasks: 0 },
  });
  expect(ours.body.tasks.map(({ title }: { title: string }) => title).sort()).toEqual([titled, 'Late']);
});

test('a month is what is meant when nothing is said, and what there is no such period as is refused', async () => {
  const now = await figuresIn(customer, '');
  expect(now.body.period.from).toMatch(/-01$/);
  expect(Date.parse(now.body.figures.period.to)).toBeGreaterThan(Date.now());
  expect((await figuresIn(customer, '?from=2025-10-01')).body.period).toEqual({ from: '2025-10-01', to: '2025-11-01' });
  expect((await figuresIn(customer, '?to=2025-11-01')).body.period).toEqual({ from: '2025-10-01', to: '2025-11-01' });
  for (const query of [
    '?from=2025-10-01&to=2025-10-01',
    '?from=2001-10-01&to=2025-10-01',
    '?from=0001-10-01',
    '?to=9999-12-31',
    '?from=soon',
    '?format=pdf',
  ]) {
    expect([query, (await customer.get(report(query))).status]).toEqual([query, 422]);
  }
});

test('who is of neither party finds nothing; who does not do the account’s work neither', async () => {
  expect((await (await api.as('oscar', 'oakline')).get(report())).status).toBe(404);
  expect((await (await api.as('marta', 'fernhill-hr')).get(report())).status).toBe(404);
  expect((await api.anybody.get(report())).status).toBe(401);
});

test('as CSV it is a table in which a title is no formula', async () => {
  for (const answer of [
    await customer.get(report(`${october}&format=csv`)),
    await customer.get(report(october), { headers: { accept: 'text/csv' } }),
  ]) {
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="report-2025-10-01-2025-11-01.csv"');
    const lines = answer.body.split('\r\n');
    expect(lines[0]).toMatch(/^row,goal,kept,broken,percent,/);
    expect(lines.filter((line: string) => line.startsWith('figures,complete,1,1,50,'))).toHaveLength(1);
    expect(lines.filter((line: string) => line.startsWith('task,'))).toHaveLength(4);
    expect(lines.filter((line: string) => line.startsWith('stop,complete,'))).toHaveLength(1);
    expect(answer.body).toContain(`"'=HYPERLINK(""http://x"",""y"")<script>`);
    expect(answer.body).not.toMatch(/(^|,)"?=/m);
  }
});

test('as a page it shows words as words, and may neither load nor run anything', async () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const { headers, body, status } = await customer.get(report(october), { headers: { accept: browser } });
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers.get('vary')).toContain('Accept');
  expect(body).toContain('Logins &lt;for&gt; HR, 2025-10-01 to 2025-10-31');
  expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(body).not.toContain('<script');
  const policy = headers.get('content-security-policy') as string;
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+='; form-action 'none'/);
  expect(policy).not.toContain('unsafe');
  expect(body).not.toMatch(/ style="| on\w+="/);
});

test('what is not the reader’s to see is withheld from his tasks and not from the figures', async () => {
  const open = await figuresIn(customer, october);
  await rows(org, 'update task set confidential = true where id = $1', made.late);
  await rows(
    org,
    'update process set confidential = true, team_id = null where id = (select process_id from task where id = $1)',
    made.late,
  );
  const { text, body } = await figuresIn(customer, october);
  expect(text).toBe(open.text);
  expect(body.withheld).toMatchObject({ tasks: 1, goals: { complete: { broken: 1 } } });
  expect(JSON.stringify(body)).not.toContain(made.late);
  const csv = await customer.get(report(`${october}&format=csv`));
  expect(csv.body).toMatch(/^withheld,complete,0,1,/m);
  expect((await customer.get(report(`${october}&format=html`))).body).toContain('1 of 2 tasks are not yours to see');
  await rows(org, 'update task set confidential = false where id = $1', made.late);
});

test('a period is closed once, when it is over, by an administrator, and stands in both logs', async () => {
  const close = (client: Client, from: string, to: string) => client.post(report('/closure'), { from, to });
  for (const key of ['ida', 'helen'] as const) {
    const specialist = await api.as(key, key === 'ida' ? 'fernhill-it' : 'fernhill-hr');
    expect((await close(specialist, '2025-10-01', '2025-11-01')).status).toBe(403);
  }
  expect((await close(await api.as('oscar', 'oakline'), '2025-10-01', '2025-11-01')).status).toBe(404);
  expect((await close(customer, '2025-10-01', '2150-01-01')).status).toBe(422);
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const early = await close(customer, '2025-10-01', soon);
  expect(early).toMatchObject({ status: 409, body: { detail: expect.stringContaining('close it once it has ended') } });

  const before = await figuresIn(provider, october);
  const closed = await close(customer, '2025-10-01', '2025-11-01');
  expect(closed).toMatchObject({ status: 201, body: { hash: before.body.hash } });
  for (const [from, to] of [
    ['2025-10-01', '2025-11-01'],
    ['2025-10-31', '2025-11-02'],
    ['2025-09-01', '2025-12-01'],
  ] as const) {
    expect((await close(provider, from, to)).body.detail).toBe(
      'The period from 2025-10-01 to 2025-11-01 is closed already.',
    );
  }
  expect((await close(provider, '2025-11-01', '2025-12-01')).status).toBe(201);

  for (const [client, account] of [
    [provider, 'fernhill-it'],
    [customer, 'fernhill-hr'],
  ] as const) {
    const { items } = (await client.get(`/v1/audit?record=${made.id}`)).body;
    const told = items.filter(({ action }: { action: string }) => action === 'period_closed');
    expect([account, told.length]).toEqual([account, 2]);
    expect(told.at(-1).changes).toEqual({ from: '2025-10-01', to: '2025-11-01', hash: before.body.hash });
  }
});

test('what is closed stays as it was for both, whatever is corrected and whichever trust ends', async () => {
  const before = await figuresIn(provider, october);
  expect(before.body.closedAt).not.toBeNull();
  await rows(org, `update task set clocks = '{}' where agreement_id = $1`, made.id);
  await rows(
    org,
    `update service_offering o set calendar = jsonb_set(calendar, '{holidays}', '["2025-10-08"]') from agreement a where a.offering_id = o.id`,
  );
  const longer = await figuresIn(customer, '?from=2025-09-01&to=2025-11-01');
  expect(longer.body.figures.attainment.complete.of).toBe(0);
  await rows(org, 'delete from visibility v using task t where t.id = v.record_id and t.agreement_id = $1', made.id);
  const [ended] = await rows<{ id: string }>(org, 'select trust_id as id from agreement where id = $1', made.id);
  await rows(org, 'delete from trust_offering where trust_id = $1', ended?.id);
  expect((await customer.post(`/v1/trusts/${ended?.id}/revocation`, {})).status).toBe(200);
  for (const client of [provider, customer]) {
    const after = await figuresIn(client, october);
    expect(after.text).toBe(before.text);
    expect(after.body).toMatchObject({ hash: before.body.hash, closedAt: before.body.closedAt });
  }
  expect((await figuresIn(provider, october)).body.tasks).toEqual([]);
});

test('nobody changes or removes what is closed, past every policy', async () => {
  for (const statement of [`update agreement_closure set hash = repeat('0', 64)`, 'delete from agreement_closure']) {
    await expect(rows(org, statement)).rejects.toThrow('A period that is closed stays as it is.');
  }
  const overlapping = `insert into agreement_closure (id, agreement_id, from_on, to_on, ends_at, figures, ledgers, hash, closed_at, account_id, closed_by_id)
    select uuidv7(), agreement_id, '2025-10-05', '2025-10-06', ends_at, figures, ledgers, hash, closed_at, account_id, closed_by_id from agreement_closure limit 1`;
  await expect(rows(org, overlapping)).rejects.toThrow('It overlaps a period that is closed.');
});
