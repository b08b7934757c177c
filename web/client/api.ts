import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './openapi.d.ts';
import { ApiProblem, Unreachable } from './problem.ts';

export type Schemas = components['schemas'];

const clients = new Map<string, Client<paths>>();

/** The API, acting in an account; without one for what is asked over all of them. */
export function api(account = ''): Client<paths> {
  const known = clients.get(account);
  if (known) return known;
  const made = createClient<paths>({
    baseUrl: location.origin,
    headers: account === '' ? {} : { 'X-Account': account },
  });
  clients.set(account, made);
  return made;
}

type Call<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/**
 * What was answered.
 * @throws ApiProblem when it was refused
 * @throws Unreachable when nobody answered
 */
export async function answer<T>(call: Call<T>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new Unreachable('unreachable', { cause });
  });
  if (response.ok) return data as T;
  if (typeof error !== 'object' || error === null) throw new Unreachable(`HTTP ${response.status}`);
  throw new ApiProblem(response.status, error);
}

/** Headers of a command: under one key it is carried out once, however often it is sent. */
export function once(version?: number) {
  const key = { 'Idempotency-Key': uuid() };
  return version === undefined ? key : { ...key, ...ifStill(version) };
}

/** Refused when the record is another by now. */
const ifStill = (version: number) => ({ 'If-Match': `"${version}"` });

/** `crypto.randomUUID` is there only where people come by https. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
