import type { Template } from '../plan/kit/index.ts';
import { employeeOffboarding } from './employee-offboarding.ts';
import { employeeOnboarding } from './employee-onboarding.ts';
import { usDigitalServiceNewHire } from './us-digital-service-new-hire.ts';

/** Every process that can be started, by name. */
export const templates: ReadonlyMap<string, Template> = new Map(
  [employeeOnboarding, employeeOffboarding, usDigitalServiceNewHire].map((template) => [
    template.name,
    template as unknown as Template,
  ]),
);
