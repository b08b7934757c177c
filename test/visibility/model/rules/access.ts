import { has } from '../context.ts';
import { witnessed } from '../party.ts';
import type { AccessToken, AnyRecord, Notice, Session, StreamEvent } from '../records/index.ts';
import { judged, type Rule, sight } from '../rule.ts';
import { find } from '../world.ts';

const tokenFields = ['id', 'name', 'scopes', 'createdAt', 'expiresAt', 'revokedAt'];

/** Secrets are in no mask: they are shown once, by the answer that creates them. */
export const token: Rule<AccessToken> = {
  sees: ({ ctx }, t) => [
    // Silent: table 2.1 names the administrator only; a token of one's own is seen by oneself, in its account.
    ...sight(t.personId === ctx.person && t.accountId === ctx.account, { because: 'self' }, tokenFields),
    ...sight(t.accountId === ctx.account && has(ctx, 'account_admin'), { because: 'role', role: 'account_admin' }, [
      ...tokenFields,
      'person',
    ]),
  ],
  shows: { person: (_, t) => t.personId },
  owners: (t) => [t.accountId],
  acts: { revoke_token: { scope: 'admin', judge: (_, t) => judged([t.revokedAt === null, 'conflict']) } },
};

/** Silent: one's own, and nobody else's. */
export const session: Rule<Session> = {
  sees: ({ ctx }, s) => sight(s.personId === ctx.person, { because: 'self' }, ['id', 'createdAt', 'expiresAt']),
  owners: (_) => [],
  acts: { end_session: { scope: 'admin', judge: () => 'allow' } },
};

/** What was delivered is the recipient's; what waits is nobody's yet, and is judged again at delivery (G8). */
export const notice: Rule<Notice> = {
  sees: ({ ctx }, n) =>
    sight(
      n.personId === ctx.person && n.accountId === ctx.account && n.deliveredAt !== null,
      { because: 'self', since: n.deliveredAt! },
      ['id', 'deliveredAt', 'text'],
    ),
  owners: (n) => [n.accountId],
};

/** G3: a change of hidden fields is no event; one of visible fields tells the record and nothing else. */
export const event: Rule<StreamEvent> = {
  sees: (eye, e) => {
    const record = find(eye.w, e.recordType, e.recordId) as AnyRecord | undefined;
    const seen = eye.fields(record);
    if (record?.type === 'task' && !witnessed(eye.w, eye.ctx, record, e.at)) return [];
    return sight(seen.has('id') && e.fields.some((field) => seen.has(field)), { because: 'involved', since: e.at }, [
      'recordType',
      'record',
      'at',
    ]);
  },
  shows: { record: (_, e) => e.recordId },
  owners: () => [],
};
