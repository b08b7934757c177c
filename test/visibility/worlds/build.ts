import type { Id } from '../model/records/index.ts';
import { granted, liveTrust, sideOf } from '../model/trusts.ts';
import { capabilities, grantors, levels, type RoleName } from '../model/words.ts';
import { all, type World } from '../model/world.ts';
import { said } from './canary.ts';
import { type Dice, dice } from './dice.ts';
import { allowedMove, historical } from './moves.ts';
import { type Scene, scene } from './scene.ts';
import type { Fate, Spec, TrustSpec } from './spec.ts';

/** An account with who is needed to bring about anything in it. */
type Place = {
  readonly id: Id;
  readonly admin: Id;
  readonly people: readonly Id[];
  readonly teams: readonly Id[];
  readonly offerings: readonly Id[];
};

/** The world a specification describes: what stands is made, everything else happens in it by commands. */
export function worldOf(spec: Spec): World {
  const s = scene();
  const d = dice(spec.details);
  const accounts = found(s, spec);
  const places = accounts.map((id) => furnish(s, d, id));
  const trusts = spec.trusts.map((trust) => agree(s, d, places, trust)).filter((one) => one !== undefined);
  for (const place of places) publish(s, d, place, places);
  for (const place of places) begin(s, d, place);
  for (const pick of spec.history) s.tries(allowedMove(s.world, pick, historical));
  for (const place of places) takeBack(s, d, place);
  for (const [id, fate] of trusts) meet(s, places, id, fate);
  for (const pick of spec.aftermath) s.tries(allowedMove(s.world, pick));
  return s.world;
}

function found(s: Scene, { accounts, directory, confidential }: Spec): readonly Id[] {
  const ids: Id[] = [];
  for (let i = 0; i < accounts; i++) {
    const supporting = directory && (i === 1 || (i === 2 && accounts > 3));
    const kind =
      directory && i === 0 ? ('directory' as const) : supporting ? ('support_domain' as const) : ('standard' as const);
    const directoryId = supporting ? ids[0]! : null;
    ids.push(s.account({ kind, directoryId, confidential: (confidential & (1 << i)) !== 0 }));
  }
  return ids;
}

const others: readonly RoleName[] = ['end_user', 'key_contact', 'specialist', 'designer', 'auditor'];

function furnish(s: Scene, d: Dice, id: Id): Place {
  const { directoryId } = s.record('account', id);
  const place = { organizationId: s.organization(directoryId ?? id), siteId: s.site(directoryId ?? id) };
  const home = () => (directoryId !== null && d.chance(60) ? directoryId : id);
  const admin = s.person(id, place);
  s.role(admin, id, 'account_admin');
  if (d.chance(50)) s.role(admin, id, 'specialist');
  const worker = s.person(home(), place);
  s.role(worker, id, 'specialist');
  s.role(worker, id, 'key_contact');
  const more = Array.from({ length: 1 + d.below(3) }, () => s.person(home(), { ...place, managerId: admin }));
  for (const person of more) s.role(person, id, d.of(others)!);
  if (s.record('account', id).kind === 'directory') s.role(admin, id, 'directory_admin');
  // People of the directory who are at home in several of its accounts.
  const known = directoryId === null ? [] : all(s.world, 'person').filter((p) => p.homeId === directoryId);
  const twice = d.of(known.filter((p) => !all(s.world, 'role').some((r) => r.personId === p.id && r.accountId === id)));
  if (twice) s.role(twice.id, id, d.of(others)!);
  const teams = [s.team(id, worker, ...d.some(more)), s.team(id, worker)];
  const customers = all(s.world, 'account').map((a) => a.id);
  const offerings = teams.map((team) => s.offering(id, s.service(id, team, d.chance(10)), customers));
  return { id, admin, people: [admin, worker, ...more], teams, offerings };
}

/** Two templates an account: a piece of work of its own or another's, an approval, and work of others after it. */
function publish(s: Scene, d: Dice, place: Place, places: readonly Place[]): void {
  const partners = places.filter(({ id }) => granting(s, place.id, id));
  for (const name of ['first', 'second']) {
    const near = () => (d.chance(25) ? place : (d.of(d.chance(90) ? partners : places) ?? place)).id;
    const step = (node: string, account: Id, after: readonly string[]) => {
      const at = places.find(({ id }) => id === account)!;
      const own = account === place.id;
      const i = d.below(at.teams.length);
      const asks = node === 'approval';
      return {
        name: node,
        kind: asks ? ('approval' as const) : ('implementation' as const),
        accountId: asks ? place.id : account,
        teamId: asks ? null : at.teams[i]!,
        offeringId: own || asks ? null : at.offerings[i]!,
        after,
        share: d.chance(50) ? ['shared', 'site'] : ['shared'],
        instructions: `do it with {shared}${own ? ' and {kept}' : ''}`,
      };
    };
    const nodes = [
      step('begin', near(), []),
      step('handover', near(), []),
      step('approval', place.id, d.chance(60) ? [] : ['begin']),
      step('finish', near(), ['begin', 'approval']),
    ];
    s.template(place.id, ['specialist', 'key_contact'], name === 'first' ? nodes.slice(0, 2) : nodes);
  }
}

const granting = (s: Scene, x: Id, y: Id) => {
  const t = liveTrust(s.world, x, y);
  return t !== undefined && granted(t, 'assign_tasks') !== undefined && t.offers.some((o) => o.acceptedAt !== null);
};

/** Starts what the account's templates allow, so that there is something to see. */
function begin(s: Scene, d: Dice, { id, people }: Place): void {
  for (const template of all(s.world, 'template').filter((t) => t.accountId === id)) {
    const fields = Object.fromEntries(template.fields.map((field) => [field, said(s.world.next, field)]));
    const { organizationId, siteId } = s.record('person', people[0]!);
    const handsOver = d.some([organizationId, siteId].filter((one) => one !== null));
    const input = { subject: people[0]!, approver: d.of(people.slice(0, 2))!, fields, handsOver };
    s.tries({ person: people[1]!, account: id, action: 'start', record: { type: 'template', id: template.id }, input });
  }
}

/** Now and then a manager takes back what another account has begun. */
function takeBack(s: Scene, d: Dice, { id, teams }: Place): void {
  const begun = all(s.world, 'task').filter(
    (t) => t.accountId === id && t.trustId !== null && t.status === 'in_progress',
  );
  for (const t of d.some(begun)) {
    const person = all(s.world, 'process').find((p) => p.id === t.processId)!.managerId;
    s.tries({
      person,
      account: id,
      action: 'reassign',
      record: { type: 'task', id: t.id },
      input: { team: teams[0]! },
    });
  }
}

/** Invites and, unless it is to come to nothing, accepts, grants and offers. */
function agree(s: Scene, d: Dice, places: readonly Place[], spec: TrustSpec): readonly [Id, Fate] | undefined {
  const x = places[spec.trusting % places.length]!;
  const y = places[(spec.trusting + 1 + (spec.trusted % (places.length - 1))) % places.length]!;
  const [from, to] = d.chance(50) ? [x, y] : [y, x];
  const input = {
    handle: s.record('account', to.id).handle,
    as: from === x ? ('trusting' as const) : ('trusted' as const),
    text: said(s.world.next, 'message'),
  };
  const before = s.world.trust.length;
  s.tries({ person: from.admin, account: from.id, action: 'invite', input });
  const trust = s.world.trust.at(-1);
  if (s.world.trust.length === before || !trust) return undefined;
  if (['pending', 'rejected', 'canceled', 'expired'].includes(spec.fate)) return [trust.id, spec.fate];
  const record = { type: 'trust' as const, id: trust.id };
  s.tries({ person: to.admin, account: to.id, action: 'accept', record });
  capabilities.forEach((capability, i) => {
    if (!(spec.grants & (1 << i))) return;
    for (const by of [x, y]) {
      const level = levels[capability]?.[1 + d.below(2)] ?? '';
      const input = {
        capability,
        teams: capability === 'roles' ? [] : by.teams,
        roles: ['specialist' as const],
        level,
      };
      if (grantors[capability] === 'either' || grantors[capability] === (by === x ? 'trusting' : 'trusted'))
        s.tries({ person: by.admin, account: by.id, action: 'grant', record, input });
    }
  });
  for (const by of d.some([x, y])) {
    const person = { type: 'person' as const, id: by.people[1]! };
    s.tries({
      person: by.admin,
      account: by.id,
      action: 'grant_role',
      record: person,
      input: { role: 'specialist', trust: trust.id },
    });
  }
  for (const offering of y.offerings) {
    s.tries({ person: y.admin, account: y.id, action: 'offer', record, input: { offering } });
    if (d.chance(80)) s.tries({ person: x.admin, account: x.id, action: 'accept_offer', record, input: { offering } });
  }
  return [trust.id, spec.fate];
}

function meet(s: Scene, places: readonly Place[], id: Id, fate: Fate): void {
  const trust = s.record('trust', id);
  const [verb, , by] = fate.split(' ');
  const action = { rejected: 'reject', canceled: 'cancel', suspended: 'suspend', revoked: 'revoke' }[verb ?? ''];
  const inviter = trust.invitedById;
  const who = places.find(({ id: account }) => {
    if (by) return sideOf(trust, account) === by;
    return fate === 'canceled' ? account === inviter : sideOf(trust, account) && account !== inviter;
  });
  if (fate === 'expired') {
    s.passes(Math.max(0, trust.expiresAt - s.world.now));
    s.tries({ turn: 'expire' });
  }
  if (action && who) s.tries({ person: who.admin, account: who.id, action, record: { type: 'trust', id } });
}
