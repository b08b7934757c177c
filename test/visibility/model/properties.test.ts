import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { worldOf } from '../worlds/build.ts';
import { canariesIn } from '../worlds/canary.ts';
import { everyRecord, everything, hiddenChanged, readable, renamed, scrambled } from '../worlds/looks.ts';
import { allowedMove, move } from '../worlds/moves.ts';
import { scene } from '../worlds/scene.ts';
import { picks, specs } from '../worlds/spec.ts';
import { context, contexts } from './context.ts';
import { illegal } from './illegal.ts';
import type { AnyRecord } from './records/index.ts';
import { attempt, step } from './step.ts';
import { supports } from './trusts.ts';
import { ownersOf, view } from './view.ts';
import { all, type Ctx, remove, type World } from './world.ts';

const runs = (numRuns: number) => ({ numRuns, seed: 20300101 });
const pick = fc.nat(0x7fffffff);
/** A few of those who may act: enough to look through, few enough to be quick. */
const some = (w: World, of: number, count = 4): readonly Ctx[] => {
  const everybody = contexts(w);
  return everybody.filter((_, i) => (i + of) % Math.max(1, Math.ceil(everybody.length / count)) === 0);
};

describe('the reference model, in any world', () => {
  test('no command leads to a state that the world must refuse', () => {
    fc.assert(
      fc.property(specs(), picks(40), (spec, moves) => {
        let w = worldOf(spec);
        expect(illegal(w)).toEqual([]);
        for (const one of moves) {
          const after = step(w, move(w, one));
          expect(illegal(after, w)).toEqual([]);
          w = after;
        }
      }),
      runs(12),
    );
  });

  test('text that one cannot read changes nothing that one is answered (G3)', () => {
    fc.assert(
      fc.property(specs(), pick, (spec, of) => {
        const w = worldOf(spec);
        for (const ctx of some(w, of)) {
          const other = scrambled(w, ctx);
          same(everything(other, ctx), everything(w, ctx));
          for (let i = 0; i < 5; i++) {
            const command = { ...move(w, of + i), person: ctx.person, account: ctx.account };
            expect(attempt(other, command).verdict).toBe(attempt(w, command).verdict);
          }
        }
      }),
      runs(12),
    );
  });

  test.each(['more', 'fewer'] as const)('%s hidden records change nothing that one is answered (G3)', (way) => {
    fc.assert(
      fc.property(specs(), pick, (spec, of) => {
        const w = worldOf(spec);
        for (const ctx of some(w, of)) same(everything(hiddenChanged(w, ctx, way), ctx), everything(w, ctx));
      }),
      runs(10),
    );
  });

  test('nothing that is withdrawn, revoked, suspended or disabled shows anybody more', () => {
    const withdraws = [
      'revoke',
      'suspend',
      'withdraw',
      'withdraw_offer',
      'withdraw_role',
      'remove_member',
      'disable',
      'revoke_token',
      'leave',
    ];
    let tried = 0;
    fc.assert(
      fc.property(specs(), picks(60), (spec, moves) => {
        const w = worldOf(spec);
        for (const one of moves) {
          const command = move(w, one, { trust: 6, role: 2, team: 2, person: 1, token: 1 });
          if ('turn' in command || !withdraws.includes(command.action)) continue;
          const { verdict, world } = attempt(w, command);
          if (verdict !== 'allow') continue;
          tried++;
          for (const ctx of some(w, one)) expect(gained(w, world, ctx)).toEqual([]);
        }
      }),
      runs(18),
    );
    expect(tried).toBeGreaterThan(60);
  });

  test('an account that nobody has to do with changes nothing', () => {
    fc.assert(
      fc.property(specs(), pick, (spec, of) => {
        const w = worldOf(spec);
        const s = scene(w);
        const stranger = s.account();
        const admin = s.person(stranger);
        s.role(admin, stranger, 'account_admin');
        s.service(stranger, s.team(stranger, admin));
        for (const ctx of some(w, of)) same(everything(s.world, ctx), everything(w, ctx));
      }),
      runs(8),
    );
  });

  test('other names for ids only rename the answers, and swapping two accounts mirrors them', () => {
    fc.assert(
      fc.property(specs(), pick, (spec, of) => {
        const w = worldOf(spec);
        const mirror: { readonly [id: string]: string } = { 'account-1': 'account-2', 'account-2': 'account-1' };
        const name = (id: string) => mirror[id] ?? `other-${id}`;
        const other = renamed(w, w, name);
        for (const ctx of some(w, of)) {
          const mirrored = context(other, name(ctx.person), name(ctx.account))!;
          same(everything(other, mirrored), renamed(everything(w, ctx), w, name));
        }
      }),
      runs(6),
    );
  });

  test('accounts without a trust between them show each other nothing of theirs, whoever trusts both (G5)', () => {
    const theirs = ['account', 'trust', 'role', 'team', 'service', 'offering', 'template', 'process', 'task', 'token'];
    fc.assert(
      fc.property(specs(), (spec) => {
        const w = worldOf(spec);
        for (const ctx of contexts(w))
          for (const record of everyRecord(w).filter((r) => theirs.includes(r.type) && view(w, ctx, r)))
            expect(known(w, ctx, record)).toBe(true);
      }),
      runs(15),
    );
  });

  test('what a person is elsewhere changes nothing of what he reads here (G11)', () => {
    fc.assert(
      fc.property(specs(), (spec) => {
        const w = worldOf(spec);
        const several = contexts(w).filter((c) =>
          contexts(w).some((o) => o.person === c.person && o.account !== c.account),
        );
        for (const ctx of several.slice(0, 3)) {
          const elsewhere = all(w, 'role').filter((r) => r.personId === ctx.person && r.accountId !== ctx.account);
          const alone = elsewhere.reduce(remove, w);
          const read = (world: World) =>
            everyRecord(world)
              .filter((r) => r.type !== 'role')
              .map((r) => view(world, ctx, r));
          expect(read(alone)).toEqual(read(w));
        }
      }),
      runs(8),
    );
  });

  test('a run can be repeated: the same specification and moves give the same world', () => {
    fc.assert(
      fc.property(specs(), pick, (spec, one) => {
        expect(worldOf(spec)).toEqual(worldOf(spec));
        expect(allowedMove(worldOf(spec), one)).toEqual(allowedMove(worldOf(spec), one));
      }),
      runs(2),
    );
  });
});

/** Byte by byte; the difference is looked for only where there is one. */
function same(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other);
}

/** Canaries in records that were there before, which the context reads only afterwards. */
function gained(before: World, after: World, ctx: Ctx): readonly string[] {
  const then = context(after, ctx.person, ctx.account);
  if (!then) return [];
  const old = new Set(everyRecord(before).map(({ id }) => id));
  const now = everyRecord(after)
    .filter(({ id }) => old.has(id))
    .map((record) => view(after, then, record));
  const could = readable(before, ctx);
  return [...canariesIn(now)].filter((one) => !could.has(one) && canariesIn(before).has(one));
}

/** Own, or of an account with which there has been a trust that was accepted. */
function known(w: World, ctx: Ctx, record: AnyRecord): boolean {
  const owners = ownersOf(w, record);
  const trusted = all(w, 'trust').filter((t) => t.decidedAt !== null && t.status !== 'rejected');
  const between = (a: string) =>
    trusted.some((t) => [t.trustingId, t.trustedId].includes(a) && [t.trustingId, t.trustedId].includes(ctx.account));
  // An approver asked in the directory of the account sees what he is asked about there.
  const directory = (a: string) => supports(w, ctx.account, a) && ['process', 'task'].includes(record.type);
  return owners.some((owner) => owner === ctx.account || between(owner) || directory(owner));
}
