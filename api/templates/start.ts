import { Invalid } from '../../domain/problem.ts';
import type { Start } from '../../domain/process/start.ts';
import { publishedTemplates } from '../../domain/process/templates.ts';
import type { Door } from '../../domain/store.ts';
import type { JsonObject } from '../../plan/plan.ts';
import type { Parts } from '../parts.ts';

export type Asked = {
  readonly template: string;
  readonly input: JsonObject;
  readonly roles?: { readonly [role: string]: string } | undefined;
  readonly team?: string | undefined;
};

/**
 * What was asked for, checked by the template's own schema.
 * @throws Invalid when the account has no such template, or naming every field that is missing or wrong
 */
export async function startOf(
  door: Door,
  { templates }: Parts,
  { template: name, input, roles, team }: Asked,
): Promise<Start> {
  const template = (await publishedTemplates(door)).includes(name) ? templates.get(name) : undefined;
  if (!template) {
    throw new Invalid('The process cannot start: your account has no such template.', [
      { pointer: '/template', message: 'is not the name of a template of your account' },
    ]);
  }
  const problems = template.problems(input);
  if (problems.length > 0) {
    const details = problems.map(({ pointer, message }) => ({ pointer: `/input${pointer}`, message }));
    throw new Invalid(`"${template.title}" cannot start: some of its input is missing or wrong.`, details);
  }
  return { plan: template.plan, hash: template.hash, input, team, ...(roles ? { roles } : {}) };
}
