import { has } from '../context.ts';
import { witnessed } from '../party.ts';
import type { AnyRecord, Audit, Change } from '../records/index.ts';
import type { Eye, Rule } from '../rule.ts';
import { shownName } from '../stubs.ts';
import { find, findAny, nameOf } from '../world.ts';

const fields = ['id', 'at', 'account', 'actor', 'actorAccount', 'recordType', 'record', 'action', 'changes'];

/** Append only: it has no acts, so whoever sees an entry is refused whatever he tries. */
export const audit: Rule<Audit> = {
  sees: (eye, a) => (has(eye.ctx, 'account_admin', 'auditor') && relates(eye, a) ? [entry(eye)] : []),
  shows: {
    account: ({ w }, a) => nameOf(w, a.accountId),
    // "actor as name + account", the other side's people included.
    actor: ({ w }, a) => (a.actorId === null ? null : shownName(find(w, 'person', a.actorId))),
    actorAccount: ({ w }, a) => nameOf(w, a.actorAccountId),
    record: (_, a) => a.recordId,
    changes: (eye, a) => visible(eye, a),
  },
  owners: (a) => [a.accountId],
};

const entry = ({ ctx }: Eye) => {
  const role = has(ctx, 'auditor') ? ('auditor' as const) : ('account_admin' as const);
  return { why: { because: 'role', role } as const, fields };
};

/**
 * Own records: what their own people did, and every entry that shows something; one that would show nothing tells
 * of hidden work of the other side. Other accounts' records: only while they are seen, and from when on they were.
 */
function relates(eye: Eye, a: Audit): boolean {
  const { w, ctx } = eye;
  const shows = Object.keys(visible(eye, a)).length > 0;
  if (a.accountId === ctx.account) return a.actorAccountId === ctx.account || shows;
  const record = find(w, a.recordType, a.recordId) as AnyRecord | undefined;
  if (!record || !eye.fields(record).size || record.type === 'trust') return false;
  if (record.type === 'task' && !witnessed(w, ctx, record, a.at)) return false;
  return a.actorAccountId === ctx.account || shows;
}

/** Old and new values of fields in the mask; hidden ones are absent, not blanked, as are ids of hidden records. */
function visible(eye: Eye, a: Audit): { readonly [field: string]: Partial<Change> } {
  const seen = eye.fields(find(eye.w, a.recordType, a.recordId) as AnyRecord | undefined);
  const shown = Object.entries(a.changes).filter(([field]) => seen.has(field));
  return Object.fromEntries(
    shown.map(([field, change]) => [
      field,
      Object.fromEntries(Object.entries(change).filter(([, value]) => !hides(eye, value))) as Partial<Change>,
    ]),
  );
}

const hides = (eye: Eye, value: unknown): boolean => {
  if (typeof value !== 'string') return false;
  const record = findAny(eye.w, value);
  return record !== undefined && record.type !== 'account' && !eye.fields(record).size;
};
