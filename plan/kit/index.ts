export { type Account, account, type Offer, type Provider } from './account.ts';
export { type Automation, automation } from './automation.ts';
export { checkPlan, limit } from './check.ts';
export { TemplateError } from './error.ts';
export { canonical, hashOf } from './hash.ts';
export type { Template } from './template.ts';
export type { Tools } from './tools.ts';
export {
  type Bind,
  type CalendarDate,
  date,
  type Given,
  type Handle,
  type PersonId,
  personId,
  type Ref,
  type Step,
} from './values.ts';
export { days, endOf, hours, minutes, on, startOf, workingDays, workingHours } from './when.ts';
