import { context, has, rolesOf } from '../context.ts';
import type { Id, Node, Template } from '../records/index.ts';
import { type Act, type Eye, judged } from '../rule.ts';
import { directoryOf, granted, inPeriod, liveTrust, liveTrustsBetween, mayAssign, offersTo } from '../trusts.ts';
import { find, type World } from '../world.ts';

/**
 * Runs with the starter's account's authority and its trusts only. G7: subject and approver must be visible to the
 * starter; G12: text for another account may hold shared fields only, checked before anything is created.
 */
export const startJudge: Act<Template>['judge'] = (eye, t, input) => {
  const fields = Object.keys(input.fields ?? {});
  const visible = (id: Id | undefined) => eye.fields(find(eye.w, 'person', id ?? null)).size > 0;
  return judged(
    [has(eye.ctx, ...t.starts), 'forbidden'],
    [t.fields.length === fields.length && t.fields.every((field) => fields.includes(field)), 'invalid'],
    [visible(input.subject), 'invalid'],
    [t.nodes.every((node) => standing(eye, node)), 'invalid'],
    [!asks(t) || (visible(input.approver) && askedIn(eye.w, eye.ctx.account, input.approver!)), 'invalid'],
    [t.nodes.every((node) => declassified(t, node)), 'invalid'],
    [places(eye, input.handsOver ?? [], input.subject), 'invalid'],
  );
};

const asks = (t: Template) => t.nodes.some((node) => node.kind === 'approval');

/** Today's trust, offer and team behind a node; asked again when its task is activated. */
function standing({ w, ctx }: Eye, node: Node): boolean {
  if (node.kind === 'approval') return true;
  if (node.accountId === ctx.account) return find(w, 'team', node.teamId)?.accountId === ctx.account;
  return mayActivate(w, ctx.account, node);
}

/** G4: offered and accepted, in period, and the team is one that the other side lets us assign to. */
export function mayActivate(w: World, account: Id, node: Node): boolean {
  const offering = find(w, 'offering', node.offeringId);
  const trust = liveTrust(w, account, node.accountId);
  if (!offering || offering.accountId !== node.accountId || node.teamId === null) return false;
  const accepted = offersTo(w, account, offering).some((o) => o.acceptedAt !== null && inPeriod(o, offering, w.now));
  return accepted && mayAssign(trust, node.teamId);
}

/** G12. Accounts of one directory are other accounts too. */
const declassified = (t: Template, node: Node) =>
  node.accountId === t.accountId || mentioned(node.instructions).every((field) => node.share.includes(field));

export const mentioned = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

function places(eye: Eye, ids: readonly Id[], subject: Id | undefined): boolean {
  const p = find(eye.w, 'person', subject ?? null);
  return ids.every((id) => p?.organizationId === id || p?.siteId === id);
}

/**
 * The account in which somebody is asked for an approval, and the trust: the account of the process, its directory, or
 * one that granted `assign_approvals` (by the side whose people are asked). None: the person cannot be asked.
 */
export function askedIn(
  w: World,
  account: Id,
  person: Id,
): { readonly account: Id; readonly trust: Id | null } | undefined {
  if (context(w, person, account)) return { account, trust: null };
  const directory = directoryOf(w, account);
  if (directory !== null && context(w, person, directory)) return { account: directory, trust: null };
  const home = find(w, 'person', person)?.homeId;
  if (home === undefined || !context(w, person, home)) return undefined;
  const trust = liveTrustsBetween(w, account, home).find((t) => {
    const level = granted(t, 'assign_approvals', home)?.level ?? 'none';
    return level === 'anyone' || (level === 'key contacts' && rolesOf(w, person, home).includes('key_contact'));
  });
  return trust && { account: home, trust: trust.id };
}
