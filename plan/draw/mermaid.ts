import type { Plan, PlanNode, RoleName } from '../plan.ts';
import { edgesOf, type Gateway, labelOf } from './edges.ts';

/** The plan as a Mermaid flowchart: a lane per account, gateways where ways part. */
export function mermaid(plan: Plan): string {
  const { gateways, edges } = edgesOf(plan);
  const lanes = plan.roles.flatMap((role) => [
    `  subgraph lane_${idOf(role)}["${escaped(role)}"]`,
    ...plan.nodes.filter((node) => laneOf(plan, node) === role).map((node) => `    ${shape(plan, node)}`),
    ...(role === plan.account ? gateways.map((gateway) => `    ${diamond(gateway)}`) : []),
    '  end',
  ]);
  const arrows = edges.map(({ from, to, value }) => {
    const arrow = value === undefined ? '-->' : `-->|"${escaped(value)}"|`;
    return `  ${idOf(from)} ${arrow} ${idOf(to)}`;
  });
  return ['flowchart LR', ...lanes, ...arrows, ''].join('\n');
}

/** The account in whose lane a step stands: who does it, or the owner of the process. */
export const laneOf = (plan: Plan, node: PlanNode): RoleName => (node.kind === 'task' ? node.account : plan.account);

const corners = {
  task: ['["', '"]'],
  approval: ['{{"', '"}}'],
  automation: ['[["', '"]]'],
  milestone: ['(["', '"])'],
} as const;

function shape(plan: Plan, node: PlanNode): string {
  const titles = (id: string) => plan.nodes.find((other) => other.id === id)?.title ?? id;
  const [open, close] = corners[node.kind];
  const loops = node.each.map(({ over }) => `<br/>each of ${escaped(labelOf(over, titles))}`);
  const by = node.kind === 'task' && node.by ? `<br/>by ${escaped(labelOf(node.by, titles))}` : '';
  return `${idOf(node.id)}${open}${escaped(node.title)}${by}${loops.join('')}${close}`;
}

const diamond = ({ id, title }: Gateway) => `${idOf(id)}{"${escaped(title)}"}`;

/** Words Mermaid takes for its own; ids get a tail that no step can have. */
const reserved = new Set([
  'end',
  'graph',
  'subgraph',
  'flowchart',
  'default',
  'style',
  'class',
  'click',
  'call',
  'href',
]);

function idOf(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9]+/g, '_');
  return reserved.has(plain) ? `${plain}_` : plain;
}

const escaped = (text: string) => text.replace(/[#"<>&|]/g, (sign) => `#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ');
