import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import type { Json } from '../plan/plan.ts';
import { HttpProblem } from './problem.ts';
import { faultsOfText } from './text.ts';

/**
 * The JSON that was sent; undefined when nothing was.
 * @throws HttpProblem when it is no JSON, is too large, or holds what cannot be stored
 */
export async function bodyOf(http: Context): Promise<Json | undefined> {
  if (!hasBody(http)) return undefined;
  if (http.method === 'GET' || http.method === 'HEAD') {
    throw new HttpProblem('malformed', `A ${http.method} request takes no body: put what you ask for into the query.`);
  }
  if (http.request.headers['content-encoding'] || !http.request.is('application/json')) {
    throw new HttpProblem('wrong-type', 'Send JSON, not compressed, with "Content-Type: application/json".');
  }
  await parse(http, async () => {});
  const sent = http.request.body as Json;
  const faults = faultsOfText(sent, '#');
  if (faults.length > 0) throw new HttpProblem('invalid', 'Some of it cannot be stored.', { faults });
  return sent;
}

const hasBody = ({ request }: Context) =>
  request.headers['transfer-encoding'] !== undefined || (request.length ?? 0) > 0;

/** 1 MB, as documented. */
const limit = '1mb';

const parse = bodyParser({
  enableTypes: ['json'],
  jsonLimit: limit,
  jsonStrict: false,
  parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  onError: (error) => {
    const { status } = error as { status?: number };
    if (status === 413) {
      throw new HttpProblem('too-large', `The body is larger than ${limit}.`, { headers: { Connection: 'close' } });
    }
    if (status === 415) throw new HttpProblem('wrong-type', 'Send JSON in UTF-8.');
    throw new HttpProblem('malformed', 'The body is no JSON: check its commas, quotes and brackets.');
  },
});
