import type { Impact, Promised, Target } from './plan.ts';

/** What is promised of a task of that impact. */
export const promisedFor = ({ byImpact = {}, ...usual }: Target, impact: Impact): Promised =>
  (impact === 'none' ? undefined : byImpact[impact]) ?? usual;
