import type { Each, Guard } from '../plan.ts';
import { TemplateError } from './error.ts';

/** Where in the composition a step stands: in which cases of `match` and in which `each`, from the outside in. */
export type Scope = {
  readonly parent?: Scope;
  readonly when: readonly Guard[];
  readonly each: readonly Each[];
  /** What the scope means, to be said after "which": `happens only when workplace is onsite`. */
  readonly words: string;
};

export const outermost = (): Scope => ({ when: [], each: [], words: 'belongs to another process' });

/** @throws TemplateError unless what stands in `from` may be used in `here` */
export function within(here: Scope, from: Scope, user: string, used: string) {
  for (let scope: Scope | undefined = here; scope; scope = scope.parent) if (scope === from) return;
  throw new TemplateError(
    `${user} uses "${used}", which ${from.words}. ` +
      (from.parent ? 'Return it from there, or move the step that uses it inside.' : 'Compose each process by itself.'),
  );
}
