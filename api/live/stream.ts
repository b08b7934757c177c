import { createSession, type Session } from 'better-sse';
import type { Context } from 'koa';
import { type Caller, viewerOf } from '../../domain/access/caller.ts';
import { type Entry, entriesSince, lowestIdAt, madeAt, type News, newsOf } from '../../domain/live.ts';
import type { Parts } from '../parts.ts';
import { callerOf } from '../who.ts';
import type { Listener } from './wire.ts';

/** What an event tells: which record changed, and in which account the reader sees it. */
export type LiveEvent = {
  readonly kind: Exclude<News['kind'], 'reset'>;
  readonly id: string;
  readonly action: string;
  readonly process: string | null;
  readonly account: { readonly id: string; readonly handle: string };
};

/**
 * One open stream. Whoever reads it is asked for anew before anything is delivered, and what he sees is asked in his
 * name: once his session, role or trust has ended nothing more is told.
 */
export class Stream implements Listener {
  static async open(http: Context, parts: Parts, caller: Caller): Promise<Stream> {
    http.respond = false;
    const session = await createSession(http.req, http.res, { keepAlive: null, statusCode: 200 });
    return new Stream(http, parts, caller, session);
  }

  private readonly http: Context;
  private readonly parts: Parts;
  private readonly session: Session;
  private readonly heartbeat: NodeJS.Timeout;
  private accounts: ReadonlySet<string>;
  private waiting: Entry[] = [];
  private delivering: Promise<void> | undefined;

  private constructor(http: Context, parts: Parts, caller: Caller, session: Session) {
    this.http = http;
    this.parts = parts;
    this.session = session;
    this.accounts = accountsOf(caller);
    this.heartbeat = setInterval(() => void this.beat(), heartbeatEvery);
    this.closed(() => clearInterval(this.heartbeat));
  }

  offer(entries: readonly Entry[]): void {
    const mine = entries.filter(({ accounts }) => accounts.some((id) => this.accounts.has(id)));
    if (mine.length === 0) return;
    this.waiting.push(...mine);
    this.delivering ??= this.deliver().finally(() => {
      this.delivering = undefined;
    });
  }

  /** Offers what came to light since the event that the browser saw last; too long ago, it must read everything anew. */
  async resume(): Promise<void> {
    const last = this.session.lastId;
    if (last === '') return;
    const from = isId(last) ? madeAt(last) - overlap : 0;
    const entries =
      from < Date.now() - resumable ? undefined : await entriesSince(this.parts.store, lowestIdAt(from), mostResumed);
    if (entries === undefined || entries.length === mostResumed) this.session.push({}, 'reset', lowestIdAt(Date.now()));
    else this.offer(entries);
  }

  /** Calls `then` once the stream is closed, at once when it is already. */
  closed(then: () => void): void {
    if (this.session.isConnected) this.session.once('disconnected', then);
    else then();
  }

  end(): void {
    this.http.res.end();
  }

  private async deliver(): Promise<void> {
    while (this.waiting.length > 0 && this.session.isConnected) {
      const entries = this.waiting.splice(0, mostAtOnce);
      try {
        await this.tell(entries);
      } catch (err) {
        // The browser connects again and goes on from the last event it saw.
        this.parts.log.warn({ err }, 'A stream could not be served and is closed');
        return this.end();
      }
    }
  }

  private async tell(entries: readonly Entry[]): Promise<void> {
    const caller = await this.asked();
    if (!caller) return;
    for (const membership of caller.accounts) {
      const concerned = entries.filter(({ accounts }) => accounts.includes(membership.id)).map(({ id }) => id);
      if (concerned.length === 0) continue;
      const news = await this.parts.store.as(viewerOf(caller, membership), (door) => newsOf(door, concerned));
      const account = { id: membership.id, handle: membership.handle };
      for (const { id, kind, recordId, action, processId } of news) {
        if (kind === 'reset') {
          this.session.push({}, 'reset', id);
          continue;
        }
        const event: LiveEvent = { kind, id: recordId, action, process: processId, account };
        this.session.push(event, 'changed', id);
      }
    }
  }

  /** Who reads, as of now; ends the stream when that is nobody any more. */
  private async asked(): Promise<Caller | undefined> {
    const caller = await callerOf(this.http, this.parts);
    if (!caller?.scopes.has('read')) {
      this.end();
      return undefined;
    }
    this.accounts = accountsOf(caller);
    return caller;
  }

  private async beat(): Promise<void> {
    try {
      if (await this.asked()) this.http.res.write(':\n\n');
    } catch (err) {
      this.parts.log.warn({ err }, 'A stream could not be checked and is closed');
      this.end();
    }
  }
}

const accountsOf = ({ accounts }: Caller) => new Set(accounts.map(({ id }) => id));
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

const heartbeatEvery = 15_000;
/** ms before an event that others of the same moment may have come to light after it. */
const overlap = 15_000;
/** ms after which a browser that comes back reads everything anew. */
const resumable = 3_600_000;
const mostResumed = 2_000;
const mostAtOnce = 500;
