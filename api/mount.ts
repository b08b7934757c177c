import type { Middleware } from 'koa';

/** Who may look at a mounted page: whoever knows the operator's password, and no customer, ever. */
export const mountPolicies = ['operator'] as const;

/** Pages of others under an address of their own, such as the queues. */
export type Mount = {
  /** Answers this address and what lies under it, and nothing else. */
  readonly path: string;
  readonly policy: (typeof mountPolicies)[number];
  /** Lets in by its policy, then answers. */
  readonly answer: Middleware;
};

/** @throws Error when it does not say who may look: the API does not start then */
export function mounted({ path, policy, answer }: Mount): Middleware {
  if (!mountPolicies.includes(policy)) throw new Error(`What is mounted at ${path} has no policy: say who may look.`);
  return (http, next) => (http.path === path || http.path.startsWith(`${path}/`) ? answer(http, next) : next());
}
