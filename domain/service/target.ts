import { goals } from '../../plan/facts.ts';
import type { Duration, Promised, Target } from '../../plan/plan.ts';
import { type Detail, Invalid } from '../problem.ts';

/** Refuses what cannot be promised: as a rule, or for an impact. */
export function demandTarget({ byImpact = {}, ...usual }: Target): void {
  const faults = [
    ...faultsOf(usual, '/target'),
    ...Object.entries(byImpact).flatMap(([impact, promised]) => faultsOf(promised, `/target/byImpact/${impact}`)),
  ];
  if (faults.length) throw new Invalid('The target cannot be promised.', faults);
}

/** More would be no promise, and take long to count. */
const most: Record<Duration['unit'], number> = {
  minutes: 600_000,
  hours: 10_000,
  days: 400,
  workingMinutes: 150_000,
  workingHours: 2_500,
  workingDays: 300,
};

function faultsOf(promised: Promised, pointer: string): Detail[] {
  const faults = goals.flatMap((goal): Detail[] => {
    const time = promised[goal];
    if (!time) return [];
    const { amount, unit } = time;
    const fits = amount > 0 && amount <= most[unit] && (!unit.endsWith('ays') || Number.isInteger(amount));
    const message = `Promise a positive number of ${unit}, whole days and at most ${most[unit]}.`;
    return fits ? [] : [{ pointer: `${pointer}/${goal}/amount`, message }];
  });
  const { respond, complete } = promised;
  if (respond && complete && respond.unit === complete.unit && respond.amount > complete.amount)
    faults.push({ pointer: `${pointer}/respond`, message: 'The response is promised later than the completion.' });
  return faults;
}
