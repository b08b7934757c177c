import { ApiProblem } from '../../../client/problem.ts';

/** What the API says of one field of what was sent, to stand beside that field. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.faults.find(({ pointer }) => pointer?.replace(/^#?\//, '').split('/')[0] === field)?.detail;
}
