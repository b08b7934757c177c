import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mailboxRoutes } from '../../api/mailbox/routes.ts';
import { session } from '../../api/session/routes.ts';
import { tokens } from '../../api/tokens/routes.ts';
import { keepMail } from '../../domain/mail/mailbox.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org, { routes: [...session, ...tokens, ...mailboxRoutes], baseUrl: 'https://accord.example' });
  const sent = Array.from({ length: 45 }, (_, index) =>
    mail('ida', `ida-${String(index).padStart(2, '0')}@accord`, index),
  );
  await keepMail(org.workerStore, org.accountId('fernhill-hr'), [
    ...sent,
    mail('imran', 'imran@accord', 0),
    {
      ...mail('ida', 'evil@accord', 100),
      subject: '<script>alert("1")</script>',
      body: '<img src=x onerror=alert(1)>\n  https://accord.example/tasks/1\n  https://evil.example/tasks/1\n  https://accord.example.evil/"x',
    },
  ]);
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

const mail = (key: string, id: string, minute: number) => ({
  id,
  person: org.personId(key),
  sentAt: new Date(Date.UTC(2027, 2, 1, 8, minute)),
  sender: 'Accord <accord@localhost>',
  recipient: `${key}@fernhill.example`,
  subject: `Mail ${id}`,
  body: 'Hello',
});

describe('the local mailbox', () => {
  test('gives everybody his own mail, newest first, page by page', async () => {
    const ida = await api.as('ida');
    const first = await ida.get('/v1/mail?perPage=40');
    expect(first.status).toBe(200);
    expect(first.body.items[0]).toMatchObject({
      id: 'evil@accord',
      from: 'Accord <accord@localhost>',
      sentAt: '2027-03-01T09:40:00.000Z',
    });
    const second = await ida.get(`/v1/mail?perPage=40&cursor=${first.body.next}`);
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([40, 6, null]);
    const ids = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(46);
    expect(ids).not.toContain('imran@accord');
    expect((await (await api.as('fatima')).get('/v1/mail')).body).toEqual({ items: [], next: null });
  });

  test('does not tell another’s mail from one that is not there', async () => {
    const ida = await api.as('ida');
    expect((await ida.get('/v1/mail/ida-01@accord')).body).toMatchObject({
      subject: 'Mail ida-01@accord',
      text: 'Hello',
    });
    const [hidden, absent] = [await ida.get('/v1/mail/imran@accord'), await ida.get('/v1/mail/nobody@accord')];
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    expect(hidden.body.detail).toBe(absent.body.detail);
    expect((await ida.get('/mailbox/imran@accord')).status).toBe(404);
  });

  test('is closed to whoever is not signed in, and to tokens, which are for one account', async () => {
    expect((await api.anybody.get('/v1/mail')).status).toBe(401);
    const page = await api.anybody.get('/mailbox');
    expect(page.body).toContain('Sign in to read your mail');
    expect((await api.anybody.get('/mailbox/ida-01@accord')).body).toContain('Sign in to read your mail');
    const ida = await api.as('ida', 'fernhill-it');
    const { body } = await ida.post('/v1/tokens', { name: 'reader', scopes: ['read'], days: 1 });
    expect(body.token).toMatch(/^accord_/);
    const program = api.anybody.with({ authorization: `Bearer ${body.token}` });
    expect((await program.get('/v1/mail')).status).toBe(403);
    expect((await program.get('/mailbox')).status).toBe(403);
  });

  test('is a page that shows mail as text, and links to this product only', async () => {
    const ida = await api.as('ida');
    const list = await ida.get('/mailbox');
    expect(list.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(list.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(list.body).toContain('href="/mailbox/evil%40accord">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</a>');
    const { body } = await ida.get('/mailbox/evil%40accord');
    expect(body).not.toMatch(/<script>|<img/);
    expect(body).toContain('  <a href="https://accord.example/tasks/1">https://accord.example/tasks/1</a>');
    expect(body.match(/<a href="https/g)).toHaveLength(1);
    expect((await ida.get('/mailbox/page.js')).headers.get('content-type')).toContain('javascript');
  });
});
