import { createHash } from 'node:crypto';
import type { Id } from '../model/records/index.ts';

/** What a person's session cookie holds. */
export const secretOf = (person: Id) => `secret-of-${person}`;

/** A token as its owner was shown it once. */
export const tokenOf = (token: Id) => `accord_${token.padEnd(43, '-')}`;

/** What is kept of either. */
export const hashOf = (secret: string) => `\\x${createHash('sha256').update(secret).digest('hex')}`;
