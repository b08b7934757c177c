import { z } from 'zod';
import { changes } from '../../plan/difference/index.ts';
import { AnyObject, Instant, PlanHash } from '../values.ts';

export const TemplateVersion = z
  .object({
    hash: PlanHash,
    current: z.boolean().meta({ description: 'By which a process would start now.' }),
    firstSeenAt: Instant.meta({ description: 'When the account was first given it.' }),
    running: z.int().nullable(),
    finished: z.int().nullable(),
    canceled: z.int().nullable(),
  })
  .meta({
    id: 'TemplateVersion',
    description: 'Of processes, those that you see are counted; null where you see none of the work of the account.',
  });

const units = ['minutes', 'hours', 'days', 'workingMinutes', 'workingHours', 'workingDays'] as const;
const GraphMoment = z
  .object({
    words: z.string().meta({ description: 'E.g. `6 working days before the start date`.' }),
    amount: z.number().meta({ description: 'Negative: before.' }),
    unit: z.enum(units),
    date: z
      .string()
      .nullable()
      .meta({ description: 'The field or output with the date; null where it is relative to steps.' }),
    steps: z.array(z.string()).meta({ description: 'The last of these to be done.' }),
    edge: z.enum(['start', 'end']).meta({ description: 'Of the working hours of the date.' }),
  })
  .meta({ id: 'GraphMoment' });

const GraphNode = z
  .object({
    id: z.string(),
    kind: z.enum(['task', 'approval', 'automation', 'milestone']),
    title: z.string(),
    account: z
      .string()
      .meta({ description: 'Role in whose lane it stands: who does it, or the owner of the process.' }),
    service: z.string().nullable(),
    offer: z.string().nullable(),
    automation: z.string().nullable().meta({ description: 'Name of the program.' }),
    people: z
      .array(z.string())
      .meta({ description: 'Fields and outputs with who is asked, where that is not a team.' }),
    required: z.int().nullable().meta({ description: 'How many of them must approve.' }),
    after: z.array(z.string()),
    due: GraphMoment.nullable(),
    notBefore: GraphMoment.nullable(),
    conditional: z.string().nullable().meta({ description: 'E.g. `only if "workplace" is "onsite"`; null: always.' }),
    each: z.array(z.string()).meta({ description: 'Lists for whose items it is repeated, from the outside in.' }),
    instructions: z.string().nullable(),
    checklist: z.array(z.string()),
    public: z.string().nullable().meta({ description: 'What the person it is about is told of it; null: nothing.' }),
    target: z.string().nullable().meta({ description: 'What its provider promises, in words.' }),
  })
  .meta({ id: 'GraphNode' });

const Gateway = z
  .object({
    id: z.string(),
    title: z.string().meta({ description: 'As a question: `workplace?`.' }),
    after: z.string().nullable().meta({ description: 'The step that decides; null where the input does.' }),
    inside: z
      .object({ gateway: z.string(), value: z.string() })
      .nullable()
      .meta({ description: 'The way of another gateway on which it stands.' }),
  })
  .meta({ id: 'Gateway' });

export const TemplateGraph = z
  .object({
    name: z.string(),
    title: z.string(),
    hash: PlanHash,
    account: z.string().meta({ description: 'The role that owns the process; gateways stand in its lane.' }),
    roles: z.array(z.string()).meta({ description: 'A lane each; the owner first.' }),
    input: AnyObject.meta({ description: 'JSON Schema.' }),
    anchor: z.string().nullable(),
    nodes: z.array(GraphNode).meta({ description: 'Each stands behind those it waits for.' }),
    gateways: z.array(Gateway).meta({ description: 'Where ways part.' }),
    edges: z
      .array(z.object({ from: z.string(), to: z.string(), value: z.string().nullable() }))
      .meta({ description: 'To draw, between nodes and gateways; `value` is the way taken from a gateway.' }),
  })
  .meta({ id: 'TemplateGraph' });

export const TemplateDifference = z
  .object({
    from: PlanHash,
    to: PlanHash,
    nodes: z
      .array(GraphNode.extend({ change: z.enum(changes) }))
      .meta({ description: 'Every step once: as it is in `to` or, removed, as it was in `from`.' }),
    words: z.array(z.string()).meta({ description: 'What changed, in sentences; none where nothing did.' }),
  })
  .meta({ id: 'TemplateDifference' });
