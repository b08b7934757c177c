import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * Lets in who knows the password, by HTTP basic authentication as `operator`; answers everybody else. After ten wrong
 * tries in a minute an address is not heard for the rest of it, whatever it says.
 */
export function operatorDoor(password: string): (ctx: Context) => Promise<boolean> {
  const wanted = digest(`operator:${password}`);
  const wrong = new RateLimiterMemory({ points: tries, duration: 60 });
  return async (ctx) => {
    const said = /^basic +([a-z0-9+/=]+)$/i.exec(ctx.get('Authorization'))?.[1];
    const right = timingSafeEqual(digest(Buffer.from(said ?? '', 'base64').toString()), wanted);
    const before = await wrong.get(ctx.ip);
    if (before && before.consumedPoints >= tries) {
      ctx.status = 429;
      ctx.set('Retry-After', String(Math.ceil(before.msBeforeNext / 1_000)));
      ctx.body = 'Too many wrong tries: wait a minute.';
      return false;
    }
    if (right) return true;
    if (said !== undefined) await wrong.penalty(ctx.ip);
    ctx.status = 401;
    ctx.set('WWW-Authenticate', 'Basic realm="Accord operators", charset="UTF-8"');
    ctx.body = 'This is for operators: user "operator" and ACCORD_OPERATOR_PASSWORD.';
    return false;
  };
}

/** Of one length, so that comparing tells nothing of the password's. */
const digest = (text: string) => createHash('sha256').update(text).digest();
const tries = 10;
