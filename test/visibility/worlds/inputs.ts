import type { AnyRecord, Id } from '../model/records/index.ts';
import type { Input } from '../model/rule.ts';
import { supports } from '../model/trusts.ts';
import { view } from '../model/view.ts';
import { capabilities, levels, roleNames, type Scope, scopes } from '../model/words.ts';
import { all, type Ctx, find, type World } from '../model/world.ts';
import { said } from './canary.ts';
import type { Dice } from './dice.ts';

/** Input for an action: mostly good, sometimes empty, hidden or of somebody else. */
export function inputOf(w: World, d: Dice, ctx: Ctx, action: string, record?: AnyRecord): Input {
  const text = (what: string) => said(w.next, what);
  const person = () => someone(w, d, ctx);
  const team = () => d.of(all(w, 'team').filter((t) => t.accountId === ctx.account || d.chance(30)))?.id ?? 'team-0';
  const reason = d.chance(90) ? { reason: text('reason') } : {};
  switch (action) {
    case 'invite':
      return {
        handle: d.of([...all(w, 'account').map((a) => a.handle), 'nobody'])!,
        as: d.of(['trusting', 'trusted'] as const)!,
        text: text('message'),
      };
    case 'create_token':
      return { text: text('name'), scopes: d.some<Scope>(scopes) };
    case 'start':
      return starting(w, d, ctx, record);
    case 'grant': {
      const capability = d.of(capabilities)!;
      const teams = d.some(all(w, 'team').filter((t) => t.accountId === ctx.account || d.chance(5))).map((t) => t.id);
      return { capability, teams, roles: d.some(roleNames), level: d.of(levels[capability] ?? [''])! };
    }
    case 'withdraw':
      return {
        capability: d.of(
          record?.type === 'trust' && record.grants.length ? record.grants.map((g) => g.capability) : capabilities,
        )!,
      };
    case 'offer':
    case 'accept_offer':
    case 'withdraw_offer':
      return { offering: d.of(all(w, 'offering'))?.id ?? '', until: d.chance(20) ? w.now + 86_400_000 : null };
    case 'grant_role': {
      const trust = d.chance(30) ? d.of(all(w, 'trust')) : undefined;
      return { role: d.of(roleNames)!, ...(trust ? { trust: trust.id } : {}) };
    }
    case 'add_member':
      return { person: person() };
    case 'remove_member':
      return { person: record?.type === 'team' && record.members.length ? d.of(record.members)! : person() };
    case 'reassign':
      return { team: team(), member: d.chance(30) ? person() : null };
    case 'note':
      return { kind: d.of(['public', 'internal'] as const)!, text: d.chance(95) ? text('note') : '' };
    case 'update':
      return { fields: record?.type === 'person' ? { phone: text('phone') } : { name: text('name') } };
    case 'complete':
      return { fields: { result: text('result') }, text: text('timecost') };
    case 'edit':
      return { text: text('instructions') };
    case 'wait':
      return { ...reason, forCustomer: d.chance(50), until: w.now + 86_400_000 };
    case 'leave':
      return { at: w.now + d.below(2) * 86_400_000 };
    default:
      return reason;
  }
}

const someone = (w: World, d: Dice, ctx: Ctx): Id => {
  const people = all(w, 'person');
  const seen = people.filter((p) => view(w, ctx, p));
  const foreign = seen.filter((p) => p.homeId !== ctx.account);
  if (foreign.length && d.chance(25)) return d.of(foreign)!.id;
  return d.of(seen.length && d.chance(90) ? seen : people)?.id ?? 'person-0';
};

/** Somebody of another account whom this one happens to know: seldom, and worth asking then. */
function strangers(w: World, d: Dice, ctx: Ctx): Id | undefined {
  const met = all(w, 'person').filter((p) => p.homeId !== ctx.account && !supports(w, p.homeId, ctx.account));
  return d.chance(60) ? d.of(met.filter((p) => view(w, ctx, p)))?.id : undefined;
}

function starting(w: World, d: Dice, ctx: Ctx, template: AnyRecord | undefined): Input {
  const fields = template?.type === 'template' ? template.fields : [];
  const subject = someone(w, d, ctx);
  const { organizationId, siteId } = find(w, 'person', subject) ?? { organizationId: null, siteId: null };
  return {
    subject,
    approver: strangers(w, d, ctx) ?? someone(w, d, ctx),
    fields: Object.fromEntries(fields.map((field) => [field, said(w.next, field)])),
    handsOver: d.some([organizationId, siteId].filter((id) => id !== null)),
  };
}
