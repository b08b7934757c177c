import type { Context, Middleware } from 'koa';
import { HttpProblem } from './problem.ts';

/**
 * Answers to its own names only. Whoever lets another name lead here (DNS rebinding) would have a page that browsers
 * take for ours. What proxies hand on counts as the name asked for; said by anybody else it must be one as well.
 * Health says nothing to anybody, and is asked by address.
 * @param hosts `accord.example`: on any port; `accord.example:8443`: on that one
 */
export function onlyFor(hosts: readonly string[]): Middleware {
  const ours = new Set(hosts.map((host) => host.toLowerCase()));
  const known = (name: string) => ours.has(name) || ours.has(name.replace(/:\d{1,5}$/, ''));
  return async (http, next) => {
    if (!http.path.startsWith('/health/') && !namesIn(http).every(known)) {
      throw new HttpProblem(
        'misdirected',
        'Accord does not go by the name you asked for here: use its own address, or have the name added to ACCORD_HOSTS.',
      );
    }
    await next();
  };
}

/** Its address, this machine by itself, and what else it is called. */
export function ownNames(baseUrl: string, others: readonly string[] = []): string[] {
  return [new URL(baseUrl).hostname, 'localhost', '127.0.0.1', '[::1]', ...others];
}

function namesIn(http: Context): string[] {
  const handedOn = http.get('X-Forwarded-Host');
  const said = handedOn === '' ? [] : handedOn.split(',');
  const names = http.app.proxy && said.length > 0 ? said : [http.get('Host'), ...said];
  return names.map((name) => name.trim().toLowerCase());
}
