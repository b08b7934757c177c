import type { Expr, JsonSchema, Moment, NodeId, TaskNode } from '../plan.ts';
import type { Automation } from './automation.ts';
import { checklistOf } from './checklist.ts';
import { TemplateError } from './error.ts';
import type { Offer } from './offer.ts';
import { hold, placeOf } from './ref.ts';
import type { Asking, Running, Timing, Work } from './tools.ts';
import { add, claim, expressionOf, kebab, nodesOf, type Trace, usedBy } from './trace.ts';
import type { When } from './when.ts';

/** Plans a task and returns what templates hold of it. */
export function planTask(trace: Trace, offer: Offer<string, unknown, unknown>, wiring: Work<unknown>) {
  const title = wiring.name ?? offer.name;
  const user = `"${title}"`;
  if (!trace.takesFrom.has(offer.account)) {
    throw new TemplateError(`${user} is offered by ${offer.account}, which is not among the accounts this one trusts.`);
  }
  const given = bound(trace, wiring.with, offer.input, user);
  const by = expressionOf(trace, wiring.by, user);
  const instructions = wiring.instructions ?? offer.instructions;
  const checklist = wiring.checklist ?? offer.checklist;
  const node: TaskNode = {
    ...common(trace, title, wiring, by ? [given, by] : [given]),
    kind: 'task',
    account: offer.account,
    service: offer.service,
    offer: offer.name,
    with: given,
    ...(by && { by }),
    ...(instructions !== undefined && { instructions }),
    ...(checklist !== undefined && { checklist: checklistOf(checklist, user) }),
    input: offer.input,
    output: offer.output,
    target: offer.target,
    ...(wiring.impact !== undefined && { impact: wiring.impact }),
  };
  add(trace, node);
  return handle(trace, node.id, title, offer.output);
}

export function planAutomation(trace: Trace, automation: Automation<unknown, unknown>, wiring: Running<unknown>) {
  const title = wiring.name ?? automation.name;
  const given = bound(trace, wiring.with, automation.input, `"${title}"`);
  const { input, output, name } = automation;
  const node = { ...common(trace, title, wiring, [given]), kind: 'automation', automation: name, with: given } as const;
  add(trace, { ...node, input, output });
  return handle(trace, node.id, title, output);
}

export function planApproval(trace: Trace, title: string, wiring: Asking) {
  const user = `"${title}"`;
  const asked = Array.isArray(wiring.by) ? wiring.by : [wiring.by];
  const approvers = asked.flatMap((by) => expressionOf(trace, by, user) ?? []);
  if (approvers.length === 0) throw new TemplateError(`${user} asks nobody: name an approver in by.`);
  const show = expressionOf(trace, wiring.show, user) ?? { is: 'object', fields: {} };
  const required = wiring.required ?? approvers.length;
  const node = { ...common(trace, title, wiring, [...approvers, show]), kind: 'approval' } as const;
  add(trace, { ...node, approvers, required, show });
  return handle(trace, node.id, title);
}

export function planMilestone(trace: Trace, title: string, wiring: Timing) {
  const node = { ...common(trace, title, wiring, []), kind: 'milestone' } as const;
  add(trace, node);
  return handle(trace, node.id, title);
}

/** Everything a step has whatever its kind. */
function common(trace: Trace, title: string, wiring: Timing & { readonly id?: string }, uses: readonly Expr[]) {
  const user = `"${title}"`;
  const due = wiring.due && momentOf(trace, wiring.due, 'end', user);
  const notBefore = wiring.notBefore && momentOf(trace, wiring.notBefore, 'start', user);
  const after = new Set<NodeId>([
    ...(wiring.after ?? []).flatMap((step) => nodesOf(trace, step, user)),
    ...uses.flatMap(usedBy),
    ...trace.scope.when.flatMap((guard) => usedBy(guard.on)),
    ...[due, notBefore].flatMap((moment) => (moment ? anchorsOf(moment) : [])),
  ]);
  return {
    id: claim(trace, wiring.id ?? kebab(title), title),
    title,
    after: [...after],
    when: trace.scope.when,
    each: trace.scope.each,
    ...(wiring.public !== undefined && { public: wiring.public }),
    ...(due && { due }),
    ...(notBefore && { notBefore }),
  };
}

function momentOf(trace: Trace, { from, offset }: When, use: 'start' | 'end', user: string): Moment {
  const steps = Array.isArray(from) ? from : placeOf(from) ? [from] : undefined;
  if (steps) {
    const of = [...new Set(steps.flatMap((step) => nodesOf(trace, step, user)))];
    return { from: { is: 'completion', of }, offset, edge: use };
  }
  const isEdge = typeof from === 'object' && Object.hasOwn(from, 'edge');
  const { edge, date } = isEdge ? (from as { edge: 'start' | 'end'; date: unknown }) : { edge: use, date: from };
  const expr = expressionOf(trace, date, user);
  if (!expr) throw new TemplateError(`${user} has a time relative to nothing: give a date or a step.`);
  return { from: { is: 'date', date: expr }, offset, edge };
}

const anchorsOf = ({ from }: Moment) => (from.is === 'completion' ? from.of : usedBy(from.date));

/** What is handed to a step, checked against the fields it needs as far as that is known while composing. */
function bound(trace: Trace, value: unknown, schema: JsonSchema, user: string): Expr {
  const expr = expressionOf(trace, value, user);
  if (!expr) throw new TemplateError(`${user} is handed nothing: say with what it works.`);
  if (expr.is !== 'object') return expr;
  const fields = schema.properties as { [name: string]: JsonSchema };
  const missing = ((schema.required ?? []) as string[]).filter((field) => !Object.hasOwn(expr.fields, field));
  const stray = Object.keys(expr.fields).filter((field) => !Object.hasOwn(fields, field));
  if (missing.length > 0) throw new TemplateError(`${user} is not given ${missing.join(', ')}.`);
  if (stray.length > 0) throw new TemplateError(`${user} does not take ${stray.join(', ')}.`);
  return expr;
}

function handle(trace: Trace, node: NodeId, label: string, schema?: JsonSchema) {
  const { scope } = trace;
  const source = schema && ({ expr: { is: 'output', node, path: [] }, scope, label, schema } as const);
  return hold(source, { nodes: [node], scope, label });
}
