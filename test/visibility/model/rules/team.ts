import { has, rolesOf } from '../context.ts';
import type { Person, Team } from '../records/index.ts';
import { type Eye, judged, type Rule, sight } from '../rule.ts';
import { visiblePerson } from '../stubs.ts';
import { linkedTeams, liveTrust } from '../trusts.ts';
import { find } from '../world.ts';

const stub = ['id', 'name', 'hours', 'zone'];
const own = [...stub, 'account', 'coordinator', 'members'];

export const team: Rule<Team> = {
  sees: (eye, t) => [
    ...sight(t.accountId === eye.ctx.account, { because: 'role', role: eye.ctx.roles[0]! }, own),
    // Effects of a trust may be known to every role of the account (row "trust"); never members, load or length.
    ...sight(
      linked(eye, t),
      { because: 'trust', capability: 'assign_tasks', since: linked(eye, t)?.decidedAt ?? 0 },
      stub,
    ),
  ],
  shows: {
    account: (_, t) => t.accountId,
    coordinator: (eye, t) => visiblePerson(eye, t.coordinatorId),
    // Silent: an end user reads of the members only whom he may see anyway.
    members: (eye, t) => t.members.map((id) => visiblePerson(eye, id)).filter((one) => one !== null),
  },
  owners: (t) => [t.accountId],
  acts: {
    update: { scope: 'admin', judge: ({ ctx }, t) => judged([maintains(ctx, t), 'forbidden']) },
    add_member: {
      scope: 'admin',
      judge: (eye, t, { person }) => {
        const p = find(eye.w, 'person', person ?? null);
        return judged(
          [maintains(eye.ctx, t), 'forbidden'],
          // G7: somebody who is hidden, or has no role in the account, is as good as nobody.
          [p && eye.fields(p).size && isMember(eye, p, t), 'invalid'],
          [p && !t.members.includes(p.id), 'conflict'],
        );
      },
    },
    remove_member: {
      scope: 'admin',
      judge: ({ ctx }, t, { person }) =>
        judged([maintains(ctx, t), 'forbidden'], [t.members.includes(person ?? ''), 'invalid']),
    },
  },
};

const maintains = (ctx: Eye['ctx'], t: Team) => t.accountId === ctx.account && has(ctx, 'account_admin');
const isMember = ({ w }: Eye, p: Person, t: Team) => p.disabledAt === null && rolesOf(w, p.id, t.accountId).length > 0;

const linked = ({ w, ctx }: Eye, t: Team) => {
  const trust = liveTrust(w, ctx.account, t.accountId);
  return trust && linkedTeams(trust).includes(t.id) ? trust : undefined;
};
