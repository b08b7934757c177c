import type { RoleName } from '../plan/plan.ts';

/** When the people of an account work, to draw plans with before real accounts are bound to the roles. */
export type Office = {
  readonly zone: string;
  /** Whose public holidays are free: a country code. */
  readonly country: string;
  /** Monday to Friday, in hours. */
  readonly opens: number;
  readonly closes: number;
};

const amsterdam = { zone: 'Europe/Amsterdam', country: 'NL' };
const newYork = { zone: 'America/New_York', country: 'US' };

const offices: { readonly [role: RoleName]: Office } = {
  hr: { ...amsterdam, opens: 9, closes: 17 },
  it: { ...amsterdam, opens: 8, closes: 18 },
  facilities: { ...amsterdam, opens: 7, closes: 16 },
};

/** The office that stands for `role` in `template`; HR's hours for a role without its own. */
export function officeOf(template: string, role: RoleName): Office {
  const office = offices[role] ?? { ...amsterdam, opens: 9, closes: 17 };
  return template.startsWith('us-') ? { ...office, ...newYork } : office;
}
