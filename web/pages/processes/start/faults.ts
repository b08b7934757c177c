import { ApiProblem } from '../../../client/problem.ts';

/** What a refusal finds fault with, by where that is put right. */
export type Faults = {
  readonly fields: ReadonlyMap<string, string>;
  readonly roles: readonly { readonly role: string; readonly detail: string }[];
  readonly team: string | undefined;
  readonly others: readonly string[];
};

export function faultsOf(error: unknown): Faults {
  const fields = new Map<string, string>();
  const roles: { role: string; detail: string }[] = [];
  const others: string[] = [];
  let team: string | undefined;
  for (const { pointer = '', detail } of error instanceof ApiProblem ? error.faults : []) {
    const [top, name] = pointer.replace(/^#?\//, '').split('/');
    if (top === 'input' && name) fields.set(name, [fields.get(name), sentence(detail)].filter(Boolean).join(' '));
    else if (top === 'roles' && name) roles.push({ role: name, detail });
    else if (top === 'team') team = detail;
    else others.push(sentence(detail));
  }
  return { fields, roles, team, others };
}

export const noFaults: Faults = { fields: new Map(), roles: [], team: undefined, others: [] };

const sentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
