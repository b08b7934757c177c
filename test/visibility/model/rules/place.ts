import { has } from '../context.ts';
import { party, works } from '../party.ts';
import type { AnyRecord, Organization, Site, Task } from '../records/index.ts';
import { type Act, type Eye, judged, type Rule, type Sight, sight } from '../rule.ts';
import { placeStub } from '../stubs.ts';
import { supports } from '../trusts.ts';
import { all, find, nameOf } from '../world.ts';

type Place = Organization | Site;

export const organization: Rule<Organization> = {
  sees: (eye, o) => sees(eye, o, ['id', 'account', 'name', 'parent']),
  shows: {
    account: (eye, o) => nameOf(eye.w, o.accountId),
    parent: (eye, o) => placeStub(eye, 'organization', o.parentId),
  },
  listed: (eye, o) => shared(eye, o),
  owners: (o) => [o.accountId],
  acts: { update: maintain() },
};

export const site: Rule<Site> = {
  sees: (eye, s) => sees(eye, s, ['id', 'account', 'name', 'address']),
  shows: { account: (eye, s) => nameOf(eye.w, s.accountId) },
  listed: (eye, s) => shared(eye, s),
  owners: (s) => [s.accountId],
  acts: { update: maintain() },
};

const shared = ({ w, ctx }: Eye, place: Place) =>
  place.accountId === ctx.account || supports(w, place.accountId, ctx.account);

function sees(eye: Eye, place: Place, own: readonly string[]): readonly Sight[] {
  const { w, ctx } = eye;
  const because = place.accountId === ctx.account ? 'role' : 'directory';
  return [
    ...sight(shared(eye, place), { because, role: ctx.roles[0]! }, own),
    ...all(w, 'task').flatMap((task) => stub(eye, task, place)),
  ];
}

/**
 * "Y: only that of the involved person, if shared": shared is what the node hands over (G12), and it must be the
 * organization or site of the person the task is for. The address only of an on-site task.
 */
function stub({ w, ctx, fields }: Eye, task: Task, place: Place): readonly Sight[] {
  if (party(w, task, ctx.account)?.as !== 'provider' || !fields(task as AnyRecord).has('forPerson')) return [];
  const p = find(w, 'person', task.forPersonId);
  const his = p?.organizationId === place.id || p?.siteId === place.id;
  const shows = task.onSite && place.type === 'site' ? ['id', 'name', 'address'] : ['id', 'name'];
  return sight(
    his && p?.erasedAt === null && task.handsOver.includes(place.id) && works(w, ctx, false),
    { because: 'involved', since: task.activatedAt! },
    shows,
  );
}

function maintain(): Act<Place> {
  return {
    scope: 'admin',
    judge: ({ ctx }, place) =>
      judged([place.accountId === ctx.account && has(ctx, 'account_admin', 'directory_admin'), 'forbidden']),
  };
}
