import type { z } from 'zod';
import type { Plan } from '../plan.ts';
import { planEach, planMatch } from './branches.ts';
import { checkPlan } from './check.ts';
import { hold } from './ref.ts';
import { schemaOf } from './schema.ts';
import { outermost } from './scope.ts';
import { planApproval, planAutomation, planMilestone, planTask } from './steps.ts';
import type { Tools } from './tools.ts';
import { expressionOf, kebab, type Trace } from './trace.ts';

/** What is known of a process before its steps are. */
export type Opening = {
  readonly input: z.ZodType;
  readonly subject: string;
  readonly manager?: string;
  readonly anchor?: string;
  readonly externalTitle: string;
  readonly publicTitle?: string;
};

/** The account that owns the process, and the accounts whose offers it may use. */
export type Owner = { readonly name: string; readonly takesFrom: ReadonlySet<string> };

/**
 * Runs `compose` once and returns the plan it describes.
 * @throws TemplateError for what types cannot see; whatever `compose` throws
 */
export function trace(
  title: string,
  opening: Opening,
  owner: Owner,
  compose: (input: never, tools: Tools<string>) => unknown,
): Plan {
  const scope = outermost();
  const state: Trace = { scope, nodes: [], ids: new Set(), takesFrom: owner.takesFrom };
  const schema = schemaOf(`the input of "${title}"`, opening.input);
  const input = hold({ expr: { is: 'input', path: [] }, scope, label: 'input', schema });
  const output = expressionOf(state, compose(input as never, toolsOf(state)), 'The result');
  const { subject, manager, anchor, externalTitle, publicTitle } = opening;
  const plan: Plan = {
    format: 1,
    name: kebab(title),
    title,
    externalTitle,
    ...(publicTitle !== undefined && { publicTitle }),
    account: owner.name,
    roles: [...new Set([owner.name, ...state.nodes.flatMap((node) => (node.kind === 'task' ? node.account : []))])],
    input: schema,
    subject,
    ...(manager !== undefined && { manager }),
    ...(anchor !== undefined && { anchor }),
    nodes: state.nodes,
    output: output ?? { is: 'object', fields: {} },
  };
  checkPlan(plan);
  return plan;
}

/** The types promise more than can be seen here: which outputs a handle has follows from the offer's schema. */
const toolsOf = (state: Trace) =>
  ({
    task: (offer, wiring) => planTask(state, offer, wiring),
    approval: (name, wiring) => planApproval(state, name, wiring),
    automation: (automation, wiring) => planAutomation(state, automation, wiring),
    milestone: (name, wiring) => planMilestone(state, name, wiring),
    match: (on, cases) => planMatch(state, on, cases as never),
    each: (list, plan) => planEach(state, list, plan),
  }) as { [Tool in keyof Tools<string>]: (...wiring: never[]) => unknown } as Tools<string>;
