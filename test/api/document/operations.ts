import { z } from 'zod';
import type { Answer } from '../../support/api.ts';
import type { Schema } from './values.ts';

/** The OpenAPI document, as far as it is read here. */
export type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Described } };
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
};
type Parameter = { readonly in: string; readonly name: string; readonly required?: boolean; readonly schema: Schema };
type Content = { readonly [type: string]: { readonly schema: Schema } };
type Described = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: { readonly [status: string]: { readonly content?: Content } };
};

export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly params: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly responses: Described['responses'];
  readonly streams: boolean;
};

export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => ({
      method: method.toUpperCase(),
      path,
      params: parameters.filter((one) => one.in === 'path'),
      query: parameters.filter((one) => one.in === 'query'),
      body: requestBody?.content['application/json']?.schema,
      responses,
      streams: 'text/event-stream' in (responses['200']?.content ?? {}),
    })),
  );
}

/** What of an answer is not as the document says; undefined when all of it is. */
export type Checks = (operation: Operation, answer: Answer) => string | undefined;

export function checksOf({ components }: Document): Checks {
  const known = new Map<Schema, z.ZodType>();
  const $defs = inPlace(components.schemas);
  const check = (schema: Schema) => {
    const made = known.get(schema) ?? z.fromJSONSchema({ ...(inPlace(schema) as object), $defs } as never);
    known.set(schema, made);
    return made;
  };
  return ({ responses }, { status, headers, body }) => {
    if (status >= 500) return `${status} ${JSON.stringify(body)}`;
    const declared = responses[status];
    if (!declared) return `${status} is not declared: ${JSON.stringify(body)}`;
    const type = headers.get('content-type')?.split(';')[0];
    if (!declared.content) return body === '' ? undefined : `${status} has a body, and none is declared`;
    const content = declared.content[type ?? ''];
    if (!content) return `${status} is ${type}, and that is not declared`;
    if (!type?.includes('json')) return undefined;
    const read = check(content.schema).safeParse(body);
    return read.success
      ? undefined
      : `${status} is not of its form: ${z.prettifyError(read.error)} in ${JSON.stringify(body).slice(0, 500)}`;
  };
}

/** References as a schema by itself has them. */
const inPlace = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/'));
