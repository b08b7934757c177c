import type { Context } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../domain/problem.ts';
import { HttpProblem } from './problem.ts';

/** Requests per second that one account may make of one API process for long, and for a moment. */
export type RateLimit = { readonly perSecond: number; readonly burst: number };
export const defaultRateLimit: RateLimit = { perSecond: 100, burst: 200 };

/** Counts requests by key over as long as the burst may last, and says with each answer how many are left. */
export function requestLimit({ perSecond, burst }: RateLimit): (http: Context, key: string) => Promise<void> {
  const seconds = Math.max(1, Math.ceil(burst / perSecond));
  const points = perSecond * seconds;
  const steady = new RateLimiterMemory({ keyPrefix: 'requests', points, duration: seconds });
  const policy = `"account";q=${points};w=${seconds}`;
  return async (http, key) => {
    http.set('RateLimit-Policy', policy);
    const left = await take(steady, key);
    http.set('RateLimit', `"account";r=${left.remainingPoints};t=${inSeconds(left)}`);
    if (left.refused) throw tooMany('Too many requests at once: slow down.', inSeconds(left));
  };
}

/**
 * Attempts to sign in: few for one address from one place, more for all addresses from one place. Only failures count
 * in the end.
 */
export class SignInLimit {
  private readonly attempts = new RateLimiterMemory({ keyPrefix: 'sign-in', points: 10, duration: 300 });
  private readonly failures = new RateLimiterMemory({ keyPrefix: 'failures', points: 100, duration: 300 });
  /** A whole company may come from one place in the morning. */
  private readonly departures = new RateLimiterMemory({ keyPrefix: 'departures', points: 1_000, duration: 300 });

  /** @throws HttpProblem when there were too many */
  async attempt<T>(ip: string, email: string, signIn: () => Promise<T>): Promise<T> {
    const key = `${ip} ${email.toLowerCase()}`;
    const failed = await this.failures.get(ip);
    if (failed && failed.consumedPoints >= 100) throw tooMany(tooManyAttempts, inSeconds(failed));
    const attempt = await take(this.attempts, key);
    if (attempt.refused) throw tooMany(tooManyAttempts, inSeconds(attempt));
    try {
      const result = await signIn();
      await this.attempts.delete(key);
      return result;
    } catch (error) {
      // What is out of order on our side, or at a provider, is nobody's failure to sign in.
      if (error instanceof Problem && error.kind === 'unauthenticated') await this.failures.penalty(ip);
      throw error;
    }
  }

  /** Counts sign-ins begun at a provider, each of which is remembered for a while. @throws HttpProblem */
  async depart(ip: string): Promise<void> {
    const begun = await take(this.departures, ip);
    if (begun.refused) throw tooMany(tooManyAttempts, inSeconds(begun));
  }
}

const tooManyAttempts = 'Too many attempts to sign in: wait a little.';

async function take(limiter: RateLimiterMemory, key: string) {
  try {
    return Object.assign(await limiter.consume(key), { refused: false });
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Object.assign(refusal, { refused: true });
    throw refusal;
  }
}

const inSeconds = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));

const tooMany = (message: string, seconds: number) =>
  new HttpProblem('too-many', message, { headers: { 'Retry-After': String(seconds) } });
