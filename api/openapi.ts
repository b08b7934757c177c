import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { problemKinds } from './problem.ts';
import type { Route } from './route.ts';

/** The routes as an OpenAPI 3.1 document, made of the schemas that check what is sent. */
export function documentOf(routes: readonly Route[]) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'accord',
    description: '`__Host-accord` where people come by https.',
  });
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'operator', { type: 'http', scheme: 'basic' });
  for (const route of routes) registry.registerPath(configOf(route));
  const document = new OpenApiGeneratorV31([...named(), ...registry.definitions]).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Accord', version: '1', description: about },
    servers: [{ url: '/' }],
  });
  return withNulls(document);
}

/** Met first as something that may be null, the library would name that: it meets what has a name as itself before. */
const named = () =>
  [...z.globalRegistry._idmap.values()].map((schema) => ({ type: 'schema', schema: schema as z.ZodType }) as const);

/** Something named that may be null the library writes as both at once, which nothing can be: it is the one or the other. */
function withNulls<T>(part: T): T {
  if (Array.isArray(part)) return part.map(withNulls) as T;
  if (typeof part !== 'object' || part === null) return part;
  const { allOf, ...rest } = part as { allOf?: [{ $ref?: string }, { type?: unknown }?] };
  const [named, other] = allOf ?? [];
  if (named?.$ref && Array.isArray(other?.type) && other.type.includes('null')) {
    const { type: _, ...said } = other;
    return { ...rest, ...said, anyOf: [named, { type: 'null' }] } as T;
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withNulls(value)])) as T;
}

const about = `Processes whose tasks cross accounts that trust each other.

Sign in with \`POST /v1/session\` (a cookie), or send a token: \`Authorization: Bearer accord_…\`. \`X-Account\` (handle or id)
names the account you act in; it may be left out where there is only one. What an account may not see is not found (404).

Where a route lists \`Idempotency-Key\`, repeat a command safely under the same one. \`ETag\` gives a record's version; \`If-Match\` refuses a change
(412) when it is another by now. Lists give \`next\`, to be sent as \`cursor\`. Everything refused is answered by RFC 9457.`;

const Problem = z
  .object({
    type: z
      .string()
      .meta({ description: `\`urn:accord:problem:\` and one of ${Object.keys(problemKinds).join(', ')}.` }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong and what to do, for people.' }),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional().meta({ description: 'JSON pointer into the body, e.g. `#/input/person`.' }),
          parameter: z.string().optional(),
          header: z.string().optional(),
          detail: z.string(),
          value: z.unknown().optional(),
          choices: z
            .array(z.string())
            .optional()
            .meta({ description: 'What may be sent there, e.g. the handles of the accounts that fill a role.' }),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });

function configOf(route: Route): RouteConfig {
  const { method, path, summary, description, policy, params, query, body } = route;
  const headers = headersOf(route);
  return {
    method: method.toLowerCase() as Lowercase<Route['method']>,
    path: path.replace(/:(\w+)/g, '{$1}'),
    operationId: operationIdOf(route),
    summary,
    ...(description ? { description } : {}),
    tags: [path.split('/')[1] === 'v1' ? (path.split('/')[2] as string) : 'service'],
    security: securityOf(policy),
    ...(policy === 'signed-in' || policy === 'member' ? { 'x-scope': route.scope ?? 'read' } : {}),
    request: {
      ...(params ? { params: z.object(params) } : {}),
      ...(query ? { query: z.object(query) } : {}),
      ...(Object.keys(headers).length ? { headers: z.object(headers) } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    responses: { ...answerOf(route), ...refusalsOf(route) },
  };
}

function securityOf(policy: Route['policy']) {
  if (policy === 'public') return [];
  return policy === 'operator' ? [{ operator: [] }] : [{ session: [] }, { token: [] }];
}

/** `POST /v1/tasks/:id/acceptance` is `postTasksAcceptance`. */
function operationIdOf({ method, path }: Route): string {
  const words = path.split(/[/.-]/).filter((part) => part !== '' && part !== 'v1' && !part.startsWith(':'));
  const one = /\/:\w+$/.test(path) ? ['one'] : [];
  return [method.toLowerCase(), ...words, ...one].map((word, index) => (index ? capital(word) : word)).join('');
}

const capital = (word: string) => `${word[0]?.toUpperCase()}${word.slice(1)}`;

function headersOf({ method, policy, versioned, unrepeatable, tagged }: Route) {
  const key = z
    .string()
    .max(255)
    .optional()
    .meta({ description: 'The same key: carried out once, answered the same.' });
  return {
    ...(policy === 'member'
      ? { 'X-Account': z.string().optional().meta({ description: 'Handle or id of the account to act in.' }) }
      : {}),
    ...(policy === 'member' && method !== 'GET' && !unrepeatable ? { 'Idempotency-Key': key } : {}),
    ...(versioned
      ? { 'If-Match': z.string().optional().meta({ description: 'ETag of the version you have seen.' }) }
      : {}),
    ...(tagged ? { 'If-None-Match': z.string().optional().meta({ description: 'ETag of what you have.' }) } : {}),
  };
}

function answerOf({ response, content: other, status, summary, tagged, forms = {} }: Route): RouteConfig['responses'] {
  if (other) {
    // Bytes have no schema.
    const schema = isText(other) ? { type: 'string' as const } : {};
    const answer = { description: summary, content: { [other]: { schema } } };
    if (!tagged) return { 200: answer };
    const headers = { ETag: { schema: { type: 'string' } } } as const;
    return { 200: { ...answer, headers }, 304: { description: 'What you have is the same.', headers } };
  }
  if (status === 303)
    return { 303: { description: 'Go on there.', headers: { Location: { schema: { type: 'string' } } } } };
  if (!response) return { [status ?? 204]: { description: 'Done.' } };
  const texts = Object.values(forms).map(({ type }) => [type, { schema: { type: 'string' } }] as const);
  const content = { 'application/json': { schema: response }, ...Object.fromEntries(texts) };
  return { [status ?? 200]: { description: summary, content } };
}

const isText = (type: string) => type.startsWith('text/');

/** Every status it may be refused with; what each means stands in the document's `type`. */
function refusalsOf(route: Route): RouteConfig['responses'] {
  const writes = route.method !== 'GET';
  const statuses = new Set([421, 429, 503]);
  if (route.policy !== 'public') for (const status of [401, 403]) statuses.add(status);
  if (route.policy === 'member') statuses.add(400);
  // Whatever is named may be out of sight, in the query as well.
  if (route.policy === 'member' || route.policy === 'operator' || route.params || route.query) statuses.add(404);
  if (route.query || route.body || writes) for (const status of [400, 422]) statuses.add(status);
  if (writes) for (const status of [401, 403, 409, 413, 415]) statuses.add(status);
  if (route.versioned) statuses.add(412);
  if (route.inPerson) statuses.add(403);
  // What is foreseen of a record may not be there in the state it is in.
  if (route.policy === 'member' && route.params) statuses.add(409);
  if (route.status === 303) statuses.add(401);
  return Object.fromEntries(
    [...statuses].sort().map((status) => [status, { description: titlesOf(status), content: problemContent }]),
  );
}

const problemContent = { 'application/problem+json': { schema: Problem } };
const titlesOf = (status: number) =>
  Object.values(problemKinds)
    .filter(([of]) => of === status)
    .map(([, title]) => title)
    .join(', or ');
