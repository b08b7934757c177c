import type { EntityManager } from '@mikro-orm/postgresql';
import type { Plan } from '../../plan/plan.ts';
import { NotFound } from '../problem.ts';
import { type Door, record, type Store } from '../store.ts';
import { demand, driver, seesWork } from '../viewer.ts';
import { visibleProcesses } from './list.ts';
import { Process, StoredPlan } from './process.entity.ts';
import { mustBePublished } from './templates.ts';

/** What of a template names one version: its plan under its content hash. */
export type Versioned = { readonly plan: Plan; readonly hash: string };

export type Version = {
  readonly hash: string;
  readonly firstSeenAt: Date;
  /** Processes that the viewer sees; absent for whoever sees none of the account's work. */
  readonly processes?: { readonly running: number; readonly finished: number; readonly canceled: number };
};

/** The plan in the account's keeping, for good. @returns whether it was not there before */
export async function keepPlan(em: EntityManager, accountId: string, { plan, hash }: Versioned, at: Date) {
  const kept = await em.execute<unknown[]>(
    `insert into plan (account_id, hash, plan, first_seen_at) values (?, ?, ?, ?) on conflict do nothing returning hash`,
    [accountId, hash, JSON.stringify(plan), at],
  );
  return kept.length > 0;
}

/** Gives every account the templates it may start as they are now. @returns how many versions were new to one */
export async function keepVersions(store: Store, templates: Iterable<Versioned>): Promise<number> {
  let fresh = 0;
  for (const template of templates) {
    const { plan, hash } = template;
    const without = await store.ask<{ id: string }>('select accounts_without(?, ?) as id', [plan.name, hash]);
    for (const { id } of without) {
      await store.as(driver(id), async (door) => {
        if (!(await keepPlan(door.em, id, template, door.now))) return;
        record(door, id, 'account', id, 'template_version', { template: plan.name, plan: hash });
        fresh++;
      });
    }
  }
  return fresh;
}

/**
 * Every version of a template that the viewer's account has had, the newest first.
 * @throws NotFound when the account has no such template
 */
export async function versionsOf(door: Door, name: string): Promise<Version[]> {
  await mustBePublished(door, name);
  const { em, viewer } = door;
  const found = await em.execute<{ hash: string; first_seen_at: Date }[]>(
    'select hash, first_seen_at from plan where account_id = ? and template = ? order by first_seen_at desc, hash',
    [viewer.accountId, name],
  );
  const counts = seesWork(viewer) ? await countsOf(door, name) : undefined;
  return found.map(({ hash, first_seen_at }) => ({
    hash,
    firstSeenAt: new Date(first_seen_at),
    ...(counts ? { processes: counts(hash) } : {}),
  }));
}

/**
 * The plan of one version, for who designs templates or looks them over: starters see the form and no more.
 * @throws NotFound when the account has no such template or never had that version of it
 */
export async function planOfVersion(door: Door, name: string, hash: string): Promise<Plan> {
  await mustBePublished(door, name);
  demand(door.viewer, 'designer', 'auditor');
  const kept = await door.em.findOne(StoredPlan, { accountId: door.viewer.accountId, hash });
  if (kept?.plan.name !== name) throw new NotFound('version');
  return kept.plan;
}

/** Of processes that the viewer sees, as everything that is counted. */
async function countsOf({ em, viewer }: Door, template: string) {
  const over = { status: 'completed' } as const;
  const count = (where: object) =>
    em.countBy<Process>(Process, 'planHash', { where: { $and: [visibleProcesses(viewer), { template }, where] } });
  const running = await count({ status: { $ne: over.status } });
  const finished = await count({ ...over, completionReason: { $ne: 'withdrawn' } });
  const canceled = await count({ ...over, completionReason: 'withdrawn' });
  return (hash: string) => ({
    running: running[hash] ?? 0,
    finished: finished[hash] ?? 0,
    canceled: canceled[hash] ?? 0,
  });
}
