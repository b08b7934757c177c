import type { Offering } from '../parts/data.ts';
import { rangesOf, rangesText } from '../parts/hours.ts';
import { type Duration, goals, impacts } from '../parts/promised.tsx';

type Target = Offering['target'];
type Calendar = Offering['calendar'];
export type Unit = Duration['unit'];
export const units = [
  'workingMinutes',
  'workingHours',
  'workingDays',
  'minutes',
  'hours',
  'days',
] as const satisfies readonly Unit[];

/** A time as it is being written; no amount: nothing is promised. */
export type TimeDraft = { readonly amount: number | ''; readonly unit: Unit };
export type PromisedDraft = { readonly [G in (typeof goals)[number]]: TimeDraft };
/** `byImpact` has an entry for each impact of which something else is promised. */
export type TargetDraft = {
  readonly rule: PromisedDraft;
  readonly byImpact: { readonly [I in (typeof impacts)[number]]?: PromisedDraft };
};
/** Hours of each day as they are written. */
export type HoursDraft = { readonly zone: string; readonly days: readonly string[] };

export const nothing: PromisedDraft = {
  respond: { amount: '', unit: 'workingHours' },
  complete: { amount: '', unit: 'workingDays' },
};

export function draftOfTarget({ byImpact = {}, ...rule }: Target): TargetDraft {
  const draft = (promised: Target): PromisedDraft => ({
    respond: promised.respond ?? nothing.respond,
    complete: promised.complete ?? nothing.complete,
  });
  return {
    rule: draft(rule),
    byImpact: Object.fromEntries(Object.entries(byImpact).map(([impact, promised]) => [impact, draft(promised)])),
  };
}

export function targetOf({ rule, byImpact }: TargetDraft): Target {
  const promised = (draft: PromisedDraft) =>
    Object.fromEntries(
      goals.flatMap((goal) => {
        const { amount, unit } = draft[goal];
        return amount === '' ? [] : [[goal, { amount, unit }]];
      }),
    );
  const others = impacts.flatMap((impact) => {
    const draft = byImpact[impact];
    return draft ? [[impact, promised(draft)] as const] : [];
  });
  return { ...promised(rule), ...(others.length > 0 ? { byImpact: Object.fromEntries(others) } : {}) };
}

export const draftOfHours = ({ zone, week }: Pick<Calendar, 'zone' | 'week'>): HoursDraft => ({
  zone,
  days: week.map((ranges) => rangesText(ranges)),
});

/** Which of the days cannot be understood. */
export const daysAstray = ({ days }: HoursDraft): number[] =>
  days.flatMap((text, day) => (rangesOf(text) === undefined ? [day] : []));

/** The calendar with other hours; its holidays and later weeks stay. */
export const calendarOf = ({ zone, days }: HoursDraft, base: Calendar): Calendar => ({
  ...base,
  zone,
  week: days.map((text) => rangesOf(text) ?? []),
});
