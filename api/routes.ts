import { documented } from './docs/routes.ts';
import type { Route } from './route.ts';
import { session } from './session/routes.ts';
import { tokens } from './tokens/routes.ts';

/** Everything the API answers. */
export const routes: readonly Route[] = documented([...session, ...tokens]);
