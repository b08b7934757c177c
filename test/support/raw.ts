import { request } from 'node:http';
import type { Answer, Client } from './api.ts';

export type Raw = {
  readonly method: string;
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
};

/** Sends a body as it is, also with methods that have none. An empty header is left out. */
export function sendRaw(
  { url, headers: own }: Client,
  { method, path, headers = {} }: Raw,
  body: string | Buffer,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const length = String(Buffer.byteLength(body));
  const given = Object.entries({ ...own, 'content-length': length, ...headers }).filter(([, value]) => value !== '');
  const sent = request(new URL(path, url), { method, headers: Object.fromEntries(given) }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const said = Buffer.concat(chunks).toString();
      const answered = new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
      resolve({
        status: response.statusCode ?? 0,
        headers: answered,
        body: said.startsWith('{') ? JSON.parse(said) : said,
      });
    });
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}
