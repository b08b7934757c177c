import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contexts } from '../model/context.ts';
import { party } from '../model/party.ts';
import { attempt } from '../model/step.ts';
import { suspended } from '../model/trusts.ts';
import { capabilities } from '../model/words.ts';
import { all, type World } from '../model/world.ts';
import { worldOf } from './build.ts';
import { canariesIn } from './canary.ts';
import { everyRecord } from './looks.ts';
import { move } from './moves.ts';
import { specs } from './spec.ts';

const worlds = fc.sample(specs(), { numRuns: 50, seed: 20300101 }).map((spec) => worldOf(spec));

/** How often something is so, over all the worlds. */
const count = (of: (w: World) => readonly unknown[]) => worlds.reduce((sum, w) => sum + of(w).length, 0);

describe('generated worlds', () => {
  test.each(['pending', 'accepted', 'rejected', 'canceled', 'expired', 'revoked'])(
    'have trusts that are %s',
    (status) => {
      expect(count((w) => w.trust.filter((t) => t.status === status))).toBeGreaterThan(5);
    },
  );

  test('have suspended trusts, trusts in both directions, and every capability granted', () => {
    expect(count((w) => w.trust.filter(suspended))).toBeGreaterThan(5);
    const mutual = (w: World) =>
      w.trust.filter((t) => w.trust.some((o) => o.trustingId === t.trustedId && o.trustedId === t.trustingId));
    expect(count(mutual)).toBeGreaterThan(5);
    for (const capability of capabilities)
      expect(count((w) => w.trust.filter((t) => t.grants.some((g) => g.capability === capability)))).toBeGreaterThan(5);
  });

  test.each(['owner', 'provider', 'former', 'taken-back'] as const)('have accounts that are %s of a task', (as) => {
    const parties = (w: World) =>
      all(w, 'account').flatMap((a) => all(w, 'task').filter((t) => party(w, t, a.id)?.as === as));
    expect(count(parties)).toBeGreaterThan(as === 'taken-back' ? 0 : 4);
  });

  test('have directories, confidential accounts, people of several accounts and roles lent across trusts', () => {
    expect(count((w) => w.account.filter((a) => a.kind === 'directory'))).toBeGreaterThan(10);
    expect(count((w) => w.process.filter((p) => p.confidential))).toBeGreaterThan(10);
    const several = (w: World) =>
      contexts(w).filter((c) => contexts(w).some((o) => o.person === c.person && o.account !== c.account));
    expect(count(several)).toBeGreaterThan(10);
    expect(count((w) => w.role.filter((r) => r.trustId !== null))).toBeGreaterThan(5);
  });

  test('have approvals in the own account and across trusts, public and internal notes of both sides', () => {
    expect(count((w) => w.approval.filter((a) => a.trustId === null))).toBeGreaterThan(20);
    expect(count((w) => w.approval.filter((a) => a.trustId !== null))).toBeGreaterThan(0);
    for (const kind of ['public', 'internal'] as const) {
      const foreign = (w: World) =>
        w.note.filter(
          (n) => n.kind === kind && w[n.parentType].some((p) => p.id === n.parentId && p.accountId !== n.accountId),
        );
      expect(count((w) => w.note.filter((n) => n.kind === kind))).toBeGreaterThan(20);
      expect(count(foreign)).toBeGreaterThan(3);
    }
  });

  test('hold every canary in one field of one record only, but for what is handed on', () => {
    const handedOn = ['task', 'process', 'audit', 'notice', 'event', 'trust'];
    for (const w of worlds.slice(0, 10)) {
      const seen = new Map<string, string>();
      for (const record of everyRecord(w).filter(({ type }) => !handedOn.includes(type)))
        for (const one of canariesIn(record)) {
          expect([one, seen.get(one) ?? record.id]).toEqual([one, record.id]);
          seen.set(one, record.id);
        }
    }
  });

  test('moves are allowed, hidden, forbidden, invalid and in conflict, each in plenty', () => {
    const verdicts = new Map<string, number>();
    for (const w of worlds)
      for (let pick = 0; pick < 20; pick++) {
        const { verdict } = attempt(w, move(w, pick * 7_368_787));
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      }
    for (const verdict of ['allow', 'not_found', 'forbidden', 'invalid', 'conflict'])
      expect(verdicts.get(verdict)).toBeGreaterThan(25);
  });
});
