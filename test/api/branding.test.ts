import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { pictures } from '../support/pictures.ts';

let org: Organisation;
let api: Api;
let admin: Client;
let helen: Client;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  admin = await api.as('hugo', 'fernhill-hr');
  helen = await api.as('helen', 'fernhill-hr');
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

const own = () => `/v1/accounts/${org.accountId('fernhill-hr')}`;
const colour = (value: unknown) => admin.send('PATCH', own(), { body: { branding: { colour: value } } });
const put = (image: string, client = admin) => client.send('PUT', `${own()}/logo`, { body: { image } });
/** Whoever asks as browsers do: by the address and the cookie alone. */
const asBrowser = ({ url, headers: { cookie = '' } }: Client, address: string, headers = {}) =>
  fetch(new URL(address, url), { headers: { cookie, 'cache-control': 'max-age=0', ...headers } });

describe('the colour of an account', () => {
  test('is set by its administrator, taken away again, and in the audit', async () => {
    expect((await admin.get(own())).body.branding).toEqual({ colour: null, logo: null });
    expect((await colour('#1A5FB4')).body.branding).toEqual({ colour: '#1a5fb4', logo: null });
    const [me] = (await helen.get('/v1/me')).body.accounts.filter(
      ({ handle }: { handle: string }) => handle === 'fernhill-hr',
    );
    expect(me.branding).toEqual({ colour: '#1a5fb4', logo: null });
    const { items } = (await admin.get('/v1/audit?perPage=1')).body;
    expect(items[0]).toMatchObject({ action: 'updated', changes: { colour: '#1a5fb4' } });
    expect((await admin.send('PATCH', own(), { body: { name: 'Fernhill HR' } })).body.branding.colour).toBe('#1a5fb4');
    expect((await colour(null)).body.branding.colour).toBeNull();
    expect((await helen.send('PATCH', own(), { body: { branding: { colour: '#000000' } } })).status).toBe(403);
  });

  test('must carry white text; a refusal names the ratio and a colour that will do', async () => {
    const { status, body } = await colour('#ffcc00');
    expect([status, body.errors]).toEqual([
      422,
      [
        {
          pointer: '#/branding/colour',
          detail:
            'has a contrast of 1.51:1 with the white text on it, which needs 4.5:1: choose a darker one, such as #907300',
        },
      ],
    ]);
    expect((await colour('#907300')).status).toBe(200);
    for (const value of ['red', '#fff', '#12345', '#12345g', 'url(#1a5fb4)', 7])
      expect((await colour(value)).status).toBe(422);
  });
});

describe('the logo of an account', () => {
  test.each(Object.entries(pictures))('may be a %s, and is served as that and nothing else', async (name, image) => {
    const { status, body } = await put(image);
    expect(status).toBe(200);
    const served = await asBrowser(helen, body.branding.logo);
    expect(served.headers.get('content-type')).toBe(`image/${name.split(',')[0]}`);
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(served.headers.get('cache-control')).toBe('private, no-cache');
    expect(Buffer.from(await served.arrayBuffer()).toString('base64')).toBe(image);
    const again = await asBrowser(helen, body.branding.logo, { 'if-none-match': served.headers.get('etag') });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const { get } = (await api.anybody.get('/openapi.json')).body.paths['/v1/accounts/{id}/logo'];
    expect(get.responses).toMatchObject({ 200: { content: { 'image/*': { schema: {} } } }, 304: {} });
    expect(get.parameters.map(({ name }: { name: string }) => name)).toContain('If-None-Match');
  });

  test('another picture has another address and is not taken for the one before', async () => {
    const first = (await put(pictures.png)).body.branding.logo;
    const tag = (await asBrowser(helen, first)).headers.get('etag');
    const second = (await put(pictures.webp)).body.branding.logo;
    expect(second).not.toBe(first);
    expect((await asBrowser(helen, second, { 'if-none-match': tag })).status).toBe(200);
  });

  const png = Buffer.from(pictures.png, 'base64');
  const wide = Buffer.from(png);
  wide.writeUInt32BE(1025, 16);
  const refused: readonly [string, string, string][] = [
    ['no picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>').toString('base64'), 'no PNG'],
    ['a page that begins like nothing', Buffer.from('<!doctype html>'.padEnd(60)).toString('base64'), 'no PNG'],
    ['too many bytes', Buffer.concat([png, Buffer.alloc(102_401 - png.length)]).toString('base64'), '102401 bytes'],
    ['far too many bytes', Buffer.concat([png, Buffer.alloc(110_000)]).toString('base64'), '100 kB'],
    ['too many pixels', wide.toString('base64'), '1025 by 2 pixels'],
    ['nothing', '', 'no PNG'],
    ['what is not base64', '%%%', 'base64'],
  ];
  test.each(refused)('is refused when it is %s', async (_, image, detail) => {
    const { status, body } = await put(image);
    expect([status, body.errors]).toEqual([422, [{ pointer: '#/image', detail: expect.stringContaining(detail) }]]);
  });

  test('is seen by whoever sees the account, in the account he acts in, and by nobody else', async () => {
    const { body } = await put(pictures.png);
    const address = `${own()}/logo`;
    const statusFor = async (key: string, account: string) => (await (await api.as(key, account)).get(address)).status;
    expect(await statusFor('helen', 'fernhill-hr')).toBe(200);
    expect(await statusFor('marta', 'fernhill-hr')).toBe(200);
    expect(await statusFor('ida', 'fernhill-it')).toBe(200);
    expect(await statusFor('marta', 'fernhill-it')).toBe(404);
    const { items } = (await (await api.as('ida', 'fernhill-it')).get('/v1/accounts')).body;
    const seen = items.find(({ handle }: { handle: string }) => handle === 'fernhill-hr').branding.logo;
    expect(seen).not.toBe(body.branding.logo);
    expect((await asBrowser(await api.as('ida'), seen)).status).toBe(200);
    // Somebody else's address: in that account he has no role.
    expect((await asBrowser(await api.as('bella'), body.branding.logo)).status).toBe(404);
    expect((await api.anybody.get(address)).status).toBe(401);
    expect((await put(pictures.png, helen)).status).toBe(403);
    expect((await put(pictures.png, await api.as('ida', 'fernhill-it'))).status).toBe(403);
  });

  test('is taken away by its administrator', async () => {
    expect((await helen.send('DELETE', `${own()}/logo`)).status).toBe(403);
    // The second finds none any more, and neither does its repetition.
    for (const key of ['first', 'second', 'second']) {
      const { status, body } = await admin.send('DELETE', `${own()}/logo`, { headers: { 'idempotency-key': key } });
      expect([status, body.branding.logo]).toEqual([200, null]);
    }
    expect((await helen.get(`${own()}/logo`)).status).toBe(404);
    const { items } = (await admin.get('/v1/audit?perPage=3')).body;
    expect(items.map(({ action }: { action: string }) => action)).toEqual(['logo_removed', 'logo_set', 'logo_set']);
  });
});
