import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { HttpProblem } from '../problem.ts';

/**
 * Lets in who knows the password, by HTTP basic authentication as `operator`. After ten wrong tries in a minute an
 * address is not heard for the rest of it, whatever it says.
 * @throws HttpProblem for everybody else
 */
export function operatorDoor(password: string): (http: Context) => Promise<void> {
  const wanted = digest(`operator:${password}`);
  const wrong = new RateLimiterMemory({ points: tries, duration: 60 });
  return async (http) => {
    const said = /^basic +([a-z0-9+/=]+)$/i.exec(http.get('Authorization'))?.[1];
    const right = timingSafeEqual(digest(Buffer.from(said ?? '', 'base64').toString()), wanted);
    const before = await wrong.get(http.ip);
    if (before && before.consumedPoints >= tries) {
      const seconds = Math.ceil(before.msBeforeNext / 1_000);
      throw new HttpProblem('too-many', 'Too many wrong tries: wait a minute.', {
        headers: { 'Retry-After': String(seconds) },
      });
    }
    if (right) return;
    if (said !== undefined) await wrong.penalty(http.ip);
    throw new HttpProblem(
      'unauthenticated',
      'This is for operators: user "operator", password ACCORD_OPERATOR_PASSWORD.',
      {
        headers: { 'WWW-Authenticate': 'Basic realm="Accord operators", charset="UTF-8"' },
      },
    );
  };
}

/** Of one length, so that comparing tells nothing of the password's. */
const digest = (text: string) => createHash('sha256').update(text).digest();
const tries = 10;
