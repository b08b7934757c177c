import pg from 'pg';
import type { Clocks } from '../../../plan/facts.ts';
import type { Calendar, Duration, Instant } from '../../../plan/plan.ts';
import type { Organisation } from '../../support/organisation.ts';
import type { EventName } from './ledger.ts';
import { calendars } from './shapes.ts';

/** A task as it is stored. */
export type TaskRow = {
  readonly id: string;
  readonly process: string;
  readonly assigned: string;
  readonly status: string;
  readonly activatedAt: Date;
  readonly due: Date | null;
  readonly clocks: Clocks;
  readonly target: { readonly respond?: Duration; readonly complete?: Duration };
  readonly calendar: Calendar;
};
export type Entry = {
  readonly task: string;
  readonly action: string;
  readonly at: Date;
  readonly changes: { readonly for?: string };
};
/** What was told or, of who waited, written: as often as it was. */
export type Noted = {
  readonly process: string;
  readonly task: string;
  readonly event: EventName;
  readonly goal: 'respond' | 'complete' | null;
  /** As it says itself: of `due_soon` the due, of `woken` the time of the process at which it was written. */
  readonly says: Instant;
  /** On the wall, and how far the process was ahead of that. */
  readonly noted: Date;
  readonly ahead: number;
  /** Of the entry of the outbox. */
  readonly entry: string;
};

/** Reads what is there past every rule, and keeps what the outbox says of clocks, which is emptied at once. */
export class Book {
  static async open({ database }: Organisation): Promise<Book> {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const book = new Book(client);
    await book.ask(watch);
    for (const [offer, calendar] of Object.entries(calendars))
      await book.ask('update service_offering set calendar = $1 where name = $2', [JSON.stringify(calendar), offer]);
    return book;
  }

  readonly close: () => Promise<void>;
  private readonly client: pg.Client;

  private constructor(client: pg.Client) {
    this.client = client;
    this.close = () => client.end();
  }

  async ask<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]> {
    return (await this.client.query<T>(sql, values)).rows;
  }

  tasks(processes: readonly string[]): Promise<TaskRow[]> {
    return this.ask<TaskRow>(
      `select t.id, t.process_id as process, a.handle as assigned, t.status, t.activated_at as "activatedAt", t.due, t.clocks,
         o.target, o.calendar
       from task t join service_offering o on o.id = t.offering_id join account a on a.id = t.assigned_account_id
       where t.process_id = any($1) order by t.id`,
      [processes],
    );
  }

  entries(processes: readonly string[]): Promise<Entry[]> {
    return this.ask<Entry>(
      `select record_id as task, action, at, changes from audit where record_id in (select id from task where process_id = any($1))
       order by at, id`,
      [processes],
    );
  }

  noted(processes: readonly string[]): Promise<Noted[]> {
    return this.ask<Noted>(
      `select process, task, event, goal, noted, ahead::float, entry,
         to_char(says at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as says
       from proof.noted where process = any($1)`,
      [processes],
    );
  }

  /** When the timer of each process runs out, as far as it has one. */
  async timers(processes: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    const rows = await this.ask<{ id: string; at: Date }>(
      'select id, timer_at as at from process where id = any($1) and timer_at is not null',
      [processes],
    );
    return new Map(rows.map(({ id, at }) => [id, at.toISOString()]));
  }

  /** What the clock of each process shows now, in ms. */
  async clocks(processes: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.ask<{ id: string; ahead: string }>(
      'select id, clock_offset as ahead from process where id = any($1)',
      [processes],
    );
    return new Map(rows.map(({ id, ahead }) => [id, Date.now() + Number(ahead)]));
  }

  /** The entries of the outbox that told of a clock. */
  async told(): Promise<string[]> {
    return (await this.ask<{ entry: string }>(`select entry from proof.noted where event <> 'woken'`)).map(
      ({ entry }) => entry,
    );
  }

  async outbox(): Promise<number> {
    return (await this.ask('select 1 from outbox')).length;
  }
}

const watch = `
create schema proof;
create table proof.noted (
  process uuid, task uuid, event text, goal text, says timestamptz, noted timestamptz, ahead bigint, entry uuid
);
create function proof.note(uuid, uuid, text, text, timestamptz, uuid) returns void language sql security definer as $$
  insert into proof.noted
  select $1, $2, $3, $4, $5, clock_timestamp(), (select clock_offset from public.process where id = $1), $6
$$;
create function proof.told() returns trigger language plpgsql security definer as $$
begin
  if new.payload ->> 'notice' in ('warned', 'breached', 'due_soon') then
    perform proof.note(new.process_id, (new.payload -> 'tasks' -> 0 ->> 'id')::uuid, new.payload ->> 'notice', new.payload ->> 'goal',
      (new.payload ->> 'at')::timestamptz, new.id);
  end if;
  return null;
end $$;
create trigger told after insert on public.outbox for each row execute function proof.told();
create function proof.woken() returns trigger language plpgsql security definer as $$
begin
  if new.action = 'woken' then
    perform proof.note((select process_id from public.task where id = new.record_id), new.record_id, 'woken', null, new.at, new.id);
  end if;
  return null;
end $$;
create trigger woken after insert on public.audit for each row execute function proof.woken();`;
