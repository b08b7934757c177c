import { ApiProblem } from '../../client/problem.ts';
import { capital } from '../names.ts';

/** What a refusal finds fault with, by where that is put right. */
export type Faults = {
  readonly fields: ReadonlyMap<string, string>;
  readonly roles: readonly RoleFault[];
  readonly team: string | undefined;
  readonly others: readonly string[];
};

/** `choices`: handles of the accounts that fit, where one of them is to be chosen. */
export type RoleFault = {
  readonly role: string;
  readonly detail: string;
  readonly choices?: readonly string[];
};

/** `part`: where in what was sent the fields of the form stand; `#/output/desk` is about the field `desk`. */
export function faultsOf(error: unknown, part: 'input' | 'output' = 'input'): Faults {
  const fields = new Map<string, string>();
  const roles: RoleFault[] = [];
  const others: string[] = [];
  let team: string | undefined;
  for (const { pointer, detail, choices } of found(error)) {
    const [top, name] = placeOf(pointer).split('/');
    if (top === part && name) fields.set(name, [fields.get(name), sentence(detail)].filter(Boolean).join(' '));
    else if (top === 'roles' && name) roles.push({ role: name, detail, ...(choices ? { choices } : {}) });
    else if (top === 'team') team = detail;
    else others.push(sentence(detail));
  }
  return { fields, roles, team, others };
}

export const noFaults: Faults = { fields: new Map(), roles: [], team: undefined, others: [] };

/** What the API says of a field, by its place in what was sent: `startsOn`, `target/respond`. */
export function faultAt(error: unknown, place: string): string | undefined {
  const details = found(error).filter(({ pointer }) => isAt(pointer, place));
  return details.length > 0 ? details.map(({ detail }) => detail).join(' ') : undefined;
}

/** Faults that stand beside none of these fields. */
export const faultsElsewhere = (error: unknown, places: readonly string[]): string[] =>
  found(error)
    .filter(({ pointer }) => !places.some((place) => isAt(pointer, place)))
    .map(({ pointer, detail }) => [placeOf(pointer).replaceAll('/', ' › '), detail].filter(Boolean).join(': '));

const found = (error: unknown) => (error instanceof ApiProblem ? error.faults : []);

const placeOf = (pointer: string | undefined) => pointer?.replace(/^#?\/?/, '') ?? '';

const isAt = (pointer: string | undefined, place: string) => `${placeOf(pointer)}/`.startsWith(`${place}/`);

const sentence = (text: string) => `${capital(text).replace(/\.$/, '')}.`;
