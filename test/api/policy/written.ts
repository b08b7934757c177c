import { anyRole, type May } from '../../../api/policy.ts';
import type { Route } from '../../../api/route.ts';
import type { Caller } from './callers.ts';

/** One row of the matrix: who was answered how. */
export type Row = { readonly label: string; readonly answers: ReadonlyMap<Caller, number> };

/** The matrix of one route as it is reviewed: by status, the callers, a whole group by its name alone. */
export function writtenOf(route: Route, rows: readonly Row[], callers: readonly Caller[]): string {
  const { method, path, policy, scope = 'read' } = route;
  const needs = policy === 'public' ? 'public' : `${policy}, ${scope}`;
  const may = route.may ? `\n  may  ${sayMay(route.may)}` : '';
  return `${method} ${path}  (${needs})${may}\n${rows.map((row) => sayRow(row, callers)).join('\n')}\n`;
}

const sayMay = (may: May) =>
  Object.entries(may)
    .map(([relation, roles]) => `${relation}: ${roles === anyRole ? 'any role' : roles.join(' ')}`)
    .join('; ');

function sayRow({ label, answers }: Row, callers: readonly Caller[]): string {
  const statuses = [...new Set(answers.values())].sort();
  const lines = statuses.map((status) => `    ${status}  ${sayCallers(callers, (one) => answers.get(one) === status)}`);
  return [...(label ? [`  ${label}`] : []), ...lines].join('\n');
}

function sayCallers(callers: readonly Caller[], are: (caller: Caller) => boolean): string {
  const groups = [...new Set(callers.map(({ group }) => group))];
  const said = groups.flatMap((group) => {
    const members = callers.filter((one) => one.group === group);
    const these = members.filter(are);
    if (these.length === 0) return [];
    return these.length === members.length ? [`${group}`] : [`${group}: ${these.map(({ name }) => name).join(', ')}`];
  });
  return said.join(' | ');
}
