import { Account } from '../account/account.entity.ts';
import type { Door } from '../store.ts';
import { Approval } from '../task/approval.entity.ts';
import { Trust, TrustGrant } from '../trust/trust.entity.ts';
import { seeingWork } from '../viewer.ts';
import { type Ground, later, over } from './ground.ts';

/**
 * Why somebody of another account is seen: a task is about him that is shown over a trust, he works one of ours where that
 * is shown, or he is asked for a decision of ours.
 */
export async function meetings(door: Door, personId: string): Promise<Ground[]> {
  return [
    ...(await aboutHim(door, personId)),
    ...(await workedByHim(door, personId)),
    ...(await decidedByHim(door, personId)),
  ];
}

type Met = {
  readonly trust_id: string;
  readonly account_id: string;
  readonly person_id: string | null;
  readonly since: string;
};

async function aboutHim(door: Door, personId: string): Promise<Ground[]> {
  const rows = await door.em.execute<Met[]>(
    `select v.trust_id, v.owner_id as account_id, v.person_id, min(v.since) as since from visibility v join task t on t.id = v.record_id
     where v.account_id = ? and v.trust_id is not null and t.for_person_id = ? group by v.trust_id, v.owner_id, v.person_id`,
    [door.viewer.accountId, personId],
  );
  return inTrusts(door, rows, 'share_contact', (name) => `a task of ${name} is about this person`);
}

async function workedByHim(door: Door, personId: string): Promise<Ground[]> {
  const rows = await door.em.execute<Met[]>(
    `select v.trust_id, v.account_id, null as person_id, min(v.since) as since from visibility v
     where v.owner_id = ? and v.person_id = ? and v.why = 'assigned' and v.open and v.trust_id is not null group by v.trust_id, v.account_id`,
    [door.viewer.accountId, personId],
  );
  const grounds = await inTrusts(door, rows, 'show_specialists', (name) => `${name} shows who works a task of yours`);
  return grounds.filter(({ capability }) => capability);
}

async function decidedByHim({ em, viewer }: Door, approverId: string): Promise<Ground[]> {
  const asked = await em.count(Approval, { approverId, accountId: viewer.accountId });
  const how = 'this person is asked for an approval of yours';
  return asked ? [{ because: 'involved', roles: seeingWork, since: null, how }] : [];
}

/** For who sees the work of the account, and for whoever holds the task himself; with what is granted besides. */
async function inTrusts(
  door: Door,
  rows: readonly Met[],
  capability: 'share_contact' | 'show_specialists',
  how: (name: string) => string,
): Promise<Ground[]> {
  const { em } = door;
  const trusts = await em.find(Trust, { id: { $in: rows.map(({ trust_id }) => trust_id) }, status: 'accepted' });
  const accounts = await em.find(Account, { id: { $in: rows.map(({ account_id }) => account_id) } });
  const granted = await em.find(TrustGrant, { trustId: { $in: trusts.map(({ id }) => id) }, capability });
  return rows.flatMap((row): Ground[] => {
    const trust = trusts.find(({ id }) => id === row.trust_id);
    const account = accounts.find(({ id }) => id === row.account_id);
    if (!trust || !account) return [];
    const grant = granted.find(({ trustId }) => trustId === trust.id);
    const since = later(new Date(row.since), grant?.grantedAt ?? null);
    const basis = { ...over(trust, account), because: 'involved' as const, since, how: how(account.name) };
    const shown = { ...basis, ...(grant ? { capability } : {}) };
    const himself: Ground[] = row.person_id
      ? [{ ...shown, person: row.person_id, as: 'the one who does the task' }]
      : [];
    return [...himself, { ...shown, roles: seeingWork }];
  });
}
