import type pg from 'pg';
import { Signer } from '../../domain/database/signature.ts';
import { fromStack } from '../stack/stack.ts';

/** Looks into the database as somebody, until the end of the transaction that is open on `client`. */
export async function setViewer(client: pg.Client, accountId: string, personId: string | null): Promise<void> {
  const signed = new Signer(fromStack('SECRET')).sign('viewer', `${accountId} ${personId ?? ''}`);
  await client.query(`select set_config('app.viewer', $1, true)`, [signed]);
}
