import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Json, JsonObject } from '../../plan/plan.ts';

const AuditSchema = defineEntity({
  name: 'Audit',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    /** The account that owns the record; the actor's may be another. */
    accountId: p.uuid(),
    actorAccountId: p.uuid(),
    /** Absent: the product itself, on behalf of the account. */
    actorId: p.uuid().nullable(),
    recordKind: p.string(),
    recordId: p.uuid(),
    action: p.string(),
    changes: p.json<JsonObject>(),
    commandKey: p.string().nullable(),
    commandHash: p.string().nullable(),
    response: p.json<Json>().nullable().lazy(),
  },
});
/** Who did what to which record; append only. Also remembers commands, so that a repeated one is answered, not done twice. */
export class Audit extends AuditSchema.class {}
AuditSchema.setClass(Audit);

const OutboxSchema = defineEntity({
  name: 'Outbox',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(['start', 'changed', 'signal', 'notice', 'drain', 'recount'] as const),
    accountId: p.uuid(),
    processId: p.uuid().nullable(),
    payload: p.json<JsonObject>(),
    at: p.datetime().onCreate(() => new Date()),
  },
});
/**
 * What follows from the facts and is yet to be done, written with them and removed once done: `changed`, to decide anew about
 * a process; `start` and `signal`, to tell Temporal; `notice`, to tell people; `drain`, to
 * give back what was open under a trust that ends.
 */
export class Outbox extends OutboxSchema.class {}
OutboxSchema.setClass(Outbox);
