import { hashOf } from '../../plan/kit/index.ts';
import type { Plan } from '../../plan/plan.ts';
import { templates } from '../../templates/index.ts';

/** The onboarding as it is now. */
export const current = templates.get('employee-onboarding') as { readonly plan: Plan; readonly hash: string };

const plan: Plan = {
  ...current.plan,
  nodes: current.plan.nodes
    .filter(({ id }) => id !== 'issue-badge')
    .map((node) => ({ ...node, after: node.after.filter((id) => id !== 'issue-badge') }))
    .map((node) =>
      node.id === 'prepare-laptop' && node.due
        ? { ...node, due: { ...node.due, offset: { amount: -4, unit: 'workingDays' as const } } }
        : node,
    ),
};
/** As it may have been before: the laptop due later, and no badge. */
export const earlier = { plan, hash: hashOf(plan) };
