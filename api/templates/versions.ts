import { z } from 'zod';
import { planOfVersion, type Version, versionsOf } from '../../domain/process/versions.ts';
import { difference } from '../../plan/difference/index.ts';
import { type GraphNode, graphOf } from '../../plan/draw/index.ts';
import type { Plan } from '../../plan/plan.ts';
import { observers } from '../policy.ts';
import { route } from '../route.ts';
import { PlanHash } from '../values.ts';
import { TemplateDifference, TemplateGraph, TemplateVersion } from './versions-schema.ts';

const params = { name: z.string().min(1).max(100) };
/** Who designs templates, and who looks them over: starters see the form and no more. */
const may = { own: ['designer', 'auditor'] } as const;

export const templateVersions = [
  route({
    method: 'GET',
    path: '/v1/templates/:name/versions',
    summary: 'Versions of a template that the account has had',
    description: 'The newest first. A process goes on by the version that it began with.',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params,
    response: z.object({ items: z.array(TemplateVersion) }),
    handler: ({ params: { name }, parts, read }) =>
      read(async (door) => {
        const current = parts.templates.get(name)?.hash;
        return { items: (await versionsOf(door, name)).map((version) => presentVersion(version, current)) };
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/templates/:name/versions/:hash',
    summary: 'A version of a template, to be drawn',
    policy: 'member',
    may,
    params: { ...params, hash: PlanHash },
    response: TemplateGraph,
    handler: ({ params: { name, hash }, read }) =>
      read(async (door) => presentGraph(await planOfVersion(door, name, hash), hash)),
  }),
  route({
    method: 'GET',
    path: '/v1/templates/:name/difference',
    summary: 'What changed from one version of a template to another',
    policy: 'member',
    may,
    params,
    query: { from: PlanHash, to: PlanHash },
    response: TemplateDifference,
    handler: ({ params: { name }, query: { from, to }, read }) =>
      read(async (door) => {
        const [old, now] = [await planOfVersion(door, name, from), await planOfVersion(door, name, to)];
        const { nodes, words } = difference(old, now);
        return {
          from,
          to,
          nodes: nodes.map((node) => ({ ...presentNode(node), change: node.change })),
          words: [...words],
        };
      }),
  }),
];

function presentVersion({ hash, firstSeenAt, processes }: Version, current?: string): z.input<typeof TemplateVersion> {
  const { running = null, finished = null, canceled = null } = processes ?? {};
  return { hash, current: hash === current, firstSeenAt: firstSeenAt.toISOString(), running, finished, canceled };
}

function presentGraph(plan: Plan, hash: string): z.input<typeof TemplateGraph> {
  const { name, title, account, roles, input, anchor = null } = plan;
  const { nodes, gateways, edges } = graphOf(plan);
  return {
    ...{ name, title, hash, account, roles: [...roles], input, anchor },
    nodes: nodes.map(presentNode),
    gateways: gateways.map(({ id, title, after = null, inside = null }) => ({ id, title, after, inside })),
    edges: edges.map(({ from, to, value = null }) => ({ from, to, value })),
  };
}

function presentNode(node: GraphNode) {
  const { people, after, each, checklist, due, notBefore } = node;
  const moment = (of: GraphNode['due']) => of && { ...of, steps: [...of.steps] };
  return {
    ...node,
    people: [...people],
    after: [...after],
    each: [...each],
    checklist: [...checklist],
    due: moment(due),
    notBefore: moment(notBefore),
  };
}
