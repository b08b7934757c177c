import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2 as never);

/** OWASP's choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** `argon2id$memory$passes$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive('argon2id', { ...cost, message: password, nonce });
  return ['argon2id', cost.memory, cost.passes, nonce.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Takes as long for a password that is wrong as for one that is right. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: 1, tagLength: expected.length };
  const actual = await derive('argon2id', { ...parameters, message: password, nonce: Buffer.from(salt, 'base64url') });
  return timingSafeEqual(actual, expected);
}
