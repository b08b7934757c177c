import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where an OpenID provider keeps what it gave out: here, until the test is over. */
export function keeping(): (kind: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return (kind) => new Kept(kind, kept);
}

class Kept implements Adapter {
  constructor(kind: string, kept: Map<string, AdapterPayload>) {
    this.kind = kind;
    this.kept = kept;
  }
  readonly kind: string;
  readonly kept: Map<string, AdapterPayload>;

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    this.kept.set(`${this.kind} ${id}`, payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.kept.get(`${this.kind} ${id}`);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.all().find(([, payload]) => payload.uid === uid)?.[1];
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.all().find(([, payload]) => payload.userCode === userCode)?.[1];
  }

  async consume(id: string): Promise<void> {
    const payload = this.kept.get(`${this.kind} ${id}`);
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.kept.delete(`${this.kind} ${id}`);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of this.all()) if (payload.grantId === grantId) this.kept.delete(key);
  }

  private all(): [string, AdapterPayload][] {
    return [...this.kept].filter(([key]) => key.startsWith(`${this.kind} `));
  }
}
