import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as text that fits a cookie or a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. So many random bits need no slow hash. */
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
