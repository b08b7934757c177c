import { defineEntity, OptionalProps, p } from '@mikro-orm/postgresql';
import { processStatuses } from '../../plan/facts.ts';
import type { Json, JsonObject, PlainDate, Plan } from '../../plan/plan.ts';
import type { Told } from '../../plan/told.ts';
import { Refused } from '../problem.ts';

export const completionReasons = [
  'withdrawn',
  'rejected',
  'rolled_back',
  'failed',
  'partial',
  'disruptive',
  'complete',
] as const;

/** The real account, team and offering behind a role's offer; fixed when the process starts. */
export type Binding = {
  readonly accountId: string;
  readonly trustId: string | null;
  readonly offerings: { readonly [serviceAndOffer: string]: { readonly offeringId: string; readonly teamId: string } };
};

const ProcessSchema = defineEntity({
  name: 'Process',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    number: p.integer(),
    template: p.string(),
    planHash: p.string(),
    /** What it tells the person it is about; absent: nothing. */
    told: p.json<Told>().nullable(),
    title: p.string(),
    input: p.json<JsonObject>(),
    bindings: p.json<{ readonly [role: string]: Binding }>(),
    subjectId: p.uuid(),
    managerId: p.uuid(),
    /** Of its own account, that has it in hand. */
    teamId: p.uuid().nullable(),
    /** Seen by that team and whoever answers for it, not by every specialist. */
    confidential: p.boolean().default(false),
    anchor: p.string().columnType('date').$type<PlainDate>().nullable(),
    status: p.enum(processStatuses),
    completionReason: p.enum(completionReasons).nullable(),
    reason: p.string().default(''),
    output: p.json<Json>().nullable(),
    startedById: p.uuid(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
    /** ms this process's clock is ahead of the wall clock. */
    clockOffset: p.bigint('number').default(0),
    /** When the timer of its workflow runs out. */
    timerAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** What HR starts and follows. Its status is derived from its tasks, except that it may be canceled. */
export class Process extends ProcessSchema.class {
  declare [OptionalProps]?: 'over';

  get over(): boolean {
    return this.status === 'completed';
  }

  halt(): void {
    this.status = 'progress_halted';
  }

  proceed(): void {
    this.status = 'in_progress';
  }

  complete(output: Json, at: Date): void {
    this.end('complete', at);
    this.output = output;
  }

  cancel(reason: string, at: Date): void {
    if (this.over) throw new Refused(`This process is already over (${this.completionReason}); it cannot be canceled.`);
    this.end('withdrawn', at);
    this.reason = reason;
  }

  private end(reason: (typeof completionReasons)[number], at: Date): void {
    this.status = 'completed';
    this.completionReason = reason;
    this.finishedAt = at;
  }
}
ProcessSchema.setClass(Process);

const StoredPlanSchema = defineEntity({
  name: 'StoredPlan',
  tableName: 'plan',
  properties: { accountId: p.uuid().primary(), hash: p.string().primary(), plan: p.json<Plan>() },
});
/** The plan a process began with, kept by its account under its content hash. */
export class StoredPlan extends StoredPlanSchema.class {}
StoredPlanSchema.setClass(StoredPlan);

const PublishedTemplateSchema = defineEntity({
  name: 'PublishedTemplate',
  tableName: 'template',
  properties: {
    accountId: p.uuid().primary(),
    name: p.string().primary(),
    publishedAt: p.datetime().onCreate(() => new Date()),
  },
});
/** A template that an account may start. */
export class PublishedTemplate extends PublishedTemplateSchema.class {}
PublishedTemplateSchema.setClass(PublishedTemplate);
