import { type EntityManager, LockMode, MikroORM, OptimisticLockError } from '@mikro-orm/postgresql';
import type { JsonObject } from '../plan/plan.ts';
import { Audit, Outbox } from './audit/audit.entity.ts';
import { changedResult, type PreparedConnection, PreparedDriver } from './database/prepared.ts';
import { Signer } from './database/signature.ts';
import { entities } from './entities.ts';
import { newId } from './id.ts';
import { uuids } from './uuids.ts';
import { isEarly, type Viewer } from './viewer.ts';

/**
 * The one way to the data: a transaction in a viewer's name. Row level security sees the same viewer, so that a rule
 * forgotten here still shows nothing. Only `domain/` touches `em`.
 */
export type Door = {
  readonly viewer: Viewer;
  readonly em: EntityManager;
  /** Wall clock of the transaction; tasks live by their process's clock, see `clockOf`. */
  readonly now: Date;
  readonly movableClocks: boolean;
  /** Audit entries of this transaction, written at its end: they are never changed. */
  readonly entries: Audit[];
  /** Kinds of the outbox entries it leaves. */
  readonly told: Set<Outbox['kind']>;
};

export class Store {
  static async open(
    clientUrl: string,
    options: {
      /** `ACCORD_SECRET`: that of the schema. */
      secret: string;
      poolMax?: number;
      movableClocks?: boolean;
      warn?: (message: string, error: unknown) => void;
    },
  ): Promise<Store> {
    const orm = await MikroORM.init({
      clientUrl,
      entities,
      driver: PreparedDriver,
      // One plan a statement: policies make planning dearer than any value could save.
      driverOptions: { options: '-c plan_cache_mode=force_generic_plan' },
      forceUtcTimezone: true,
      pool: { min: 0, max: options.poolMax ?? 10 },
      ignoreUndefinedInQuery: true,
      flushMode: 'commit',
    });
    return new Store(orm, new Signer(options.secret), options.movableClocks ?? false, options.warn ?? console.warn);
  }

  readonly orm: MikroORM;
  /** Whether clocks of processes may be moved: never in production. */
  readonly movableClocks: boolean;

  /** For questions that are asked before a viewer is known. */
  readonly signer: Signer;
  private readonly warn: (message: string, error: unknown) => void;
  /** A bell is about to be rung, for all that commits until then. */
  private ringing = false;
  private readonly telling = new Set<Outbox['kind']>();
  private rung: Promise<void> = Promise.resolve();
  private readonly aside = new Set<Promise<void>>();

  private constructor(
    orm: MikroORM,
    signer: Signer,
    movableClocks: boolean,
    warn: (message: string, error: unknown) => void,
  ) {
    this.orm = orm;
    this.signer = signer;
    this.movableClocks = movableClocks;
    this.warn = warn;
  }

  /** Runs `work` as one transaction in the viewer's name; what it throws undoes all of it. */
  async as<T>(viewer: Viewer, work: (door: Door) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { result, entries, told } = await this.once(viewer, work);
        if (entries.length > 0) this.announce(told);
        return result;
      } catch (error) {
        if (attempt === 5 || !isPassing(error)) throw error;
      }
    }
  }

  private async once<T>(viewer: Viewer, work: (door: Door) => Promise<T>) {
    const early = isEarly(viewer) ? ' early' : '';
    const acting = this.signer.sign('viewer', `${viewer.accountId} ${viewer.personId ?? ''}${early}`);
    const transaction = await this.connection.open({ 'app.viewer': acting });
    const em = this.orm.em.fork();
    em.setTransactionContext(transaction);
    try {
      const { movableClocks } = this;
      const door: Door = { viewer, em, now: new Date(), movableClocks, entries: [], told: new Set() };
      const result = await work(door);
      const { entries, told } = door;
      for (const entry of entries) em.persist(entry);
      await em.flush();
      await transaction.commit();
      return { result, entries, told };
    } catch (error) {
      await transaction.rollback();
      throw error;
    } finally {
      em.resetTransactionContext();
    }
  }

  /**
   * Rings for the relay and the live streams that something changed; says no more than what is to be done. Outside the transaction,
   * since a notification in it would queue all commits up behind each other; a bell lost with us is made good by the relay's own second.
   */
  private announce(told: ReadonlySet<Outbox['kind']>): void {
    for (const kind of told) this.telling.add(kind);
    if (this.ringing) return;
    this.ringing = true;
    this.rung = new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.ring());
  }

  private async ring(): Promise<void> {
    this.ringing = false;
    const kinds = [...this.telling].join(' ');
    this.telling.clear();
    try {
      await this.ask(`select pg_notify('accord', ?)`, [kinds]);
    } catch (error) {
      this.warn('Could not ring for the relay', error);
    }
  }

  /** A single question asked before a viewer is known; answered by the narrow functions of the schema only. */
  async ask<T>(sql: string, params: unknown[]): Promise<T[]> {
    return this.connection.execute<T[]>(sql, params);
  }

  /** For what nobody waits for: should it fail, it is only warned of. */
  beside(warning: string, work: Promise<void>): void {
    const done: Promise<void> = work
      .catch((error: unknown) => this.warn(warning, error))
      .finally(() => this.aside.delete(done));
    this.aside.add(done);
  }

  private get connection(): PreparedConnection {
    return this.orm.driver.getConnection() as PreparedConnection;
  }

  async close(): Promise<void> {
    await Promise.all(this.aside);
    await this.rung;
    await this.orm.close(true);
  }
}

/** Writes who did what to which record, into the log of `accountId`: of the record's owner, or of whom alone it concerns. */
export function record(
  door: Door,
  accountId: string,
  recordKind: string,
  recordId: string,
  action: string,
  changes: JsonObject = {},
  at = door.now,
): void {
  const entry = door.em.create(
    Audit,
    {
      id: newId(),
      at,
      accountId,
      actorAccountId: door.viewer.accountId,
      actorId: door.viewer.personId,
      recordKind,
      recordId,
      action,
      changes,
    },
    { persist: false },
  );
  door.entries.push(entry);
}

/** Leaves word of what is to be done once the transaction has committed. */
export function tell(
  door: Door,
  kind: Outbox['kind'],
  accountId: string,
  processId: string | null,
  payload: JsonObject = {},
): void {
  door.told.add(kind);
  door.em.create(Outbox, { id: newId(), kind, accountId, processId, payload });
}

/** Removes entries of the outbox in the transaction that makes true what they asked for. */
export async function removeEntries({ em }: Door, ids: readonly string[]): Promise<void> {
  await em.execute('delete from outbox where id = any (?::uuid[])', [uuids(ids)]);
}

/** Two transactions in each other's way: whoever lost tries again. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === '40001' || code === '40P01' || code === changedResult || error instanceof OptimisticLockError;
}

export { LockMode };
