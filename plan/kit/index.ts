export { account } from './account.ts';
export { automation } from './automation.ts';
export { checkPlan } from './check.ts';
export { TemplateError } from './error.ts';
export { canonical, hashOf } from './hash.ts';
export type { Template } from './template.ts';
export type { Tools } from './tools.ts';
export { date, type Given, personId, type Step } from './values.ts';
export { days, endOf, hours, minutes, on, startOf, workingDays, workingHours } from './when.ts';
