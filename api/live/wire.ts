import type { Bell } from '../../domain/bell.ts';
import { type Entry, entriesSince, lowestIdAt } from '../../domain/live.ts';
import type { Store } from '../../domain/store.ts';

/** Takes entries that may concern it, and can be told to end. */
export type Listener = { readonly offer: (entries: readonly Entry[]) => void; readonly end: () => void };

/**
 * Reads new audit entries once for all streams of this process, whenever the bell rings, and offers them. Reads nothing
 * while nobody listens. Entries may come to light late and out of order, so it looks some way back every time, further
 * every few seconds, and keeps in mind what it has offered.
 */
export class Wire {
  constructor(store: Store, bell: Bell, warn: (message: string, error: unknown) => void) {
    this.store = store;
    this.bell = bell;
    this.warn = warn;
  }
  private readonly store: Store;
  private readonly bell: Bell;
  private readonly warn: (message: string, error: unknown) => void;
  private readonly listeners = new Set<Listener>();
  private readonly offered = new Map<string, number>();
  private reading: Promise<void> | undefined;
  private again = false;
  private lookBackAt = 0;
  private hush: (() => void) | undefined;

  /** Offers what comes to light from now on. @returns how to stop */
  async join(listener: Listener): Promise<() => void> {
    if (this.listeners.size === 0) await this.begin();
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.hush?.();
    };
  }

  /** Ends every stream, as the process is being stopped. */
  close(): void {
    for (const listener of this.listeners) listener.end();
  }

  private async begin(): Promise<void> {
    // What there is already whoever connects will read by himself.
    for (const { id } of await this.fresh(farBack)) this.offered.set(id, Date.now());
    if (this.hush) return;
    const stopListening = this.bell.listen(() => this.rung());
    const timer = setInterval(() => this.rung(), farEvery);
    this.hush = () => {
      stopListening();
      clearInterval(timer);
      this.hush = undefined;
    };
  }

  private rung(): void {
    this.again = true;
    this.reading ??= this.readOn().finally(() => {
      this.reading = undefined;
    });
  }

  private async readOn(): Promise<void> {
    while (this.again) {
      await new Promise((resolve) => setTimeout(resolve, gather));
      this.again = false;
      await this.read().catch((error: unknown) => this.warn('What is new could not be read; it is tried again', error));
    }
  }

  private async read(): Promise<void> {
    const now = Date.now();
    const far = now >= this.lookBackAt;
    const entries = await this.fresh(far ? farBack : nearBack);
    if (far) this.lookBackAt = now + farEvery;
    for (const { id } of entries) this.offered.set(id, now);
    for (const [id, at] of this.offered) {
      if (at > now - 2 * farBack) break;
      this.offered.delete(id);
    }
    if (entries.length > 0) for (const listener of this.listeners) listener.offer(entries);
  }

  private async fresh(back: number): Promise<Entry[]> {
    const found: Entry[] = [];
    let after = lowestIdAt(Date.now() - back);
    for (let full = true; full; ) {
      const entries = await entriesSince(this.store, after, batch);
      found.push(...entries.filter(({ id }) => !this.offered.has(id)));
      after = entries.at(-1)?.id ?? after;
      full = entries.length === batch;
    }
    return found;
  }
}

/** ms: what rings together is read together. */
const gather = 50;
/** ms: almost every transaction is shorter than the first, none is longer than the second. */
const nearBack = 1_000;
const farBack = 15_000;
const farEvery = 5_000;
const batch = 2_000;
