import { newId } from '../../../domain/id.ts';

type Put = (table: string, values: Record<string, unknown>) => Promise<unknown>;
type Whose = { readonly name: string; readonly account: string; readonly person: string; readonly later: Date };

/** A row in every table by which people and programs sign in, and of how the account looks. */
export async function accessRows(own: Put, { name, account, person, later }: Whose): Promise<void> {
  await own('account_logo', { account_id: account, type: 'image/png', bytes: Buffer.from(name) });
  await own('credential', { person_id: person, password_hash: 'x' });
  await own('session', { token_hash: Buffer.from(name), person_id: person, expires_at: later });
  await own('sign_in', {
    state_hash: Buffer.from(name),
    verifier_hash: Buffer.from(name),
    provider: name,
    nonce: name.padEnd(43),
    return_to: '/',
    expires_at: later,
  });
  await own('identity', {
    id: newId(),
    account_id: account,
    person_id: person,
    issuer: 'https://sso.example',
    subject: name,
    linked_at: later,
  });
  await own('access_token', {
    id: newId(),
    account_id: account,
    person_id: person,
    name,
    token_hash: Buffer.from(name),
    scopes: ['read'],
    expires_at: later,
  });
  await own('saved_view', { person_id: person, name, page: 'inbox', query: '', saved_at: later });
  await own('preference', { person_id: person, theme: 'auto', shortcuts: true });
}
