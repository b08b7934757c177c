import { createHmac, hkdfSync } from 'node:crypto';

/** What is signed: on whose behalf a transaction is, a question asked before that is known, or what an operator wants. */
export type Purpose = 'viewer' | 'sign-in' | 'vouched' | 'waiting' | 'live' | 'operator';

/**
 * Says something to the database in Accord's own name: the database believes it for ten minutes. Whoever gets to send
 * statements of his own, by the application's role, can say nothing new.
 */
export class Signer {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = keyOf(secret);
  }

  sign(purpose: Purpose, said: string, now = Date.now()): string {
    const text = `${Math.floor(now / 1000) + validity} ${purpose} ${said}`;
    return text + createHmac('sha256', this.key).update(text).digest('hex');
  }
}

/**
 * What the database needs to check a signature, since PostgreSQL has SHA-256 but no HMAC (RFC 2104): the key in its two
 * paddings, 64 bytes each.
 */
export function checkingKey(secret: string): { readonly inner: Buffer; readonly outer: Buffer } {
  const block = Buffer.alloc(64);
  keyOf(secret).copy(block);
  const padded = (byte: number) => Buffer.from(block.map((one) => one ^ byte));
  return { inner: padded(0x36), outer: padded(0x5c) };
}

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'accord viewer', 32));

/** Seconds; longer than any transaction may take. */
const validity = 600;
