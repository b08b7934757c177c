import { usualWarnings } from '../../plan/clock.ts';
import type { Goal } from '../../plan/facts.ts';
import { homesOf } from '../account/accounts.ts';
import { Person } from '../person/person.entity.ts';
import { doesWorkHere } from '../person/roles.ts';
import { Team } from '../person/team.entity.ts';
import { type Detail, Invalid } from '../problem.ts';
import type { Door } from '../store.ts';

export const toldOf = ['assignee', 'coordinator', 'manager', 'service_owner'] as const;
/** Who is told: who has the task, else his team; the team's coordinator; the process's manager; the service's owner. */
export type Told = (typeof toldOf)[number];

/** What happens when so much of a target is used. */
export type SchemeRule = {
  readonly goal: Goal;
  /** A whole percent from 1 to 99, or the breach. */
  readonly at: number | 'breach';
  readonly to: readonly Told[];
  /** Each of them is told within the working hours of his account. */
  readonly inWorkingHours?: boolean;
  /** Where the task goes then: to a team, or to a person while it stays with its team. */
  readonly escalateTo?: { readonly team: string } | { readonly person: string };
};
/** Empty: the usual, which is who has the task at 75 % and at the breach, and then the manager too. */
export type Scheme = readonly SchemeRule[];

/** As it is copied to what is done under it: nothing where it is the usual. */
export const schemeOf = (offering: { readonly scheme: Scheme } | undefined): Scheme | null =>
  offering?.scheme.length ? offering.scheme : null;

/** At which percents the clock of a goal warns, ascending. */
export function percentsOf(scheme: Scheme, goal: Goal): readonly number[] {
  if (scheme.length === 0) return usualWarnings;
  return scheme.flatMap((rule) => (rule.goal === goal && rule.at !== 'breach' ? [rule.at] : [])).sort((a, b) => a - b);
}

/** @throws Invalid saying of each rule what cannot be meant */
export async function demandScheme(door: Door, scheme: Scheme): Promise<void> {
  const faults: Detail[] = [];
  if (scheme.length > most) faults.push({ pointer: '/scheme', message: `A scheme has at most ${most} rules.` });
  for (const [index, rule] of scheme.entries()) {
    const pointer = `/scheme/${index}`;
    const before = scheme.slice(0, index);
    faults.push(...faultsOf(rule, before).map(([field, message]) => ({ pointer: `${pointer}/${field}`, message })));
    const astray = await astrayOf(door, rule);
    if (astray) faults.push({ pointer: `${pointer}/escalateTo`, message: astray });
  }
  if (faults.length) throw new Invalid('The notification scheme cannot be followed.', faults);
}

const most = 20;

function faultsOf({ goal, at, to, escalateTo }: SchemeRule, before: Scheme): [string, string][] {
  const faults: [string, string][] = [];
  if (at !== 'breach' && !(Number.isInteger(at) && at >= 1 && at <= 99))
    faults.push(['at', 'Give a whole percent from 1 to 99, or "breach" for when all of the time is used.']);
  if (before.some((rule) => rule.goal === goal && rule.at === at))
    faults.push(['at', 'A rule for this moment stands above: name everybody who is told then in one rule.']);
  if (new Set(to).size < to.length) faults.push(['to', 'Somebody is named twice: everybody is told once.']);
  if (to.length === 0 && !escalateTo)
    faults.push(['to', 'The rule does nothing: say who is told, or to whom it escalates.']);
  if (to.includes('manager') && escalateTo)
    faults.push([
      'escalateTo',
      'The manager answers for the process, on the customer’s side, and has no part in who of you does the work: escalate at another percent.',
    ]);
  return faults;
}

/** Why work cannot be escalated to where a rule says. */
async function astrayOf(door: Door, { escalateTo }: SchemeRule): Promise<string | undefined> {
  const { em, viewer } = door;
  if (!escalateTo) return undefined;
  if ('team' in escalateTo) {
    const team = await em.findOne(Team, { id: escalateTo.team, accountId: viewer.accountId });
    return team ? undefined : 'There is no such team in your account.';
  }
  return faultOfWorker(door, escalateTo.person);
}

/** Why a person cannot be given work of the account one acts in. */
export async function faultOfWorker(door: Door, personId: string): Promise<string | undefined> {
  const person = await door.em.findOne(Person, {
    id: personId,
    homeId: { $in: await homesOf(door) },
    disabledAt: null,
  });
  if (!person) return 'There is no such person in your account or its directory.';
  if (await doesWorkHere(door, personId)) return undefined;
  return `${person.name} does no work of this account: give him the role specialist first.`;
}
