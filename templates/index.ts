import type { Template } from '../plan/kit/index.ts';
import { employeeOnboarding } from './employee-onboarding.ts';

/** Every process that can be started, by name. */
export const templates: ReadonlyMap<string, Template> = new Map(
  [employeeOnboarding].map((template) => [template.name, template as unknown as Template]),
);
