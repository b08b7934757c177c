import { has, specialistRole } from '../context.ts';
import type { AnyRecord, Id, Person, Role } from '../records/index.ts';
import { type Eye, judged, type Rule, type Sight, sight } from '../rule.ts';
import { placeStub, shownName, visiblePerson } from '../stubs.ts';
import { granted, isDirectory, live, reads, supports } from '../trusts.ts';
import { roleNames } from '../words.ts';
import { all, type Ctx, find, nameOf } from '../world.ts';

const name = ['id', 'name'];
const contact = [...name, 'email', 'phone'];
const card = [...contact, 'home', 'kind', 'title', 'organization', 'site', 'manager'];
const editor = [...card, 'disabledAt', 'leavesAt', 'erasedAt'];
const erased = ['id', 'name'];

export const person: Rule<Person> = {
  sees: (eye, p) => {
    const seen = grantedBy(eye, p);
    // An erased person is "Former person" to everybody, and nothing more.
    return p.erasedAt === null ? seen : seen.map((one) => ({ ...one, fields: erased }));
  },
  shows: {
    name: (_, p) => shownName(p),
    home: ({ w }, p) => nameOf(w, p.homeId),
    organization: (eye, p) => placeStub(eye, 'organization', p.organizationId),
    site: (eye, p) => placeStub(eye, 'site', p.siteId),
    manager: (eye, p) => visiblePerson(eye, p.managerId),
  },
  // "search only inside own home + D": people of other accounts are met in the records that name them.
  listed: ({ w, ctx }, p) => p.id === ctx.person || shared(w, ctx, p),
  owners: (p) => [p.homeId],
  acts: {
    // Silent: "own fields" are those by which one is reached; name, home and place are the administrator's.
    update: {
      scope: 'admin',
      judge: ({ ctx }, p, { fields = {} }) =>
        judged([
          maintains(ctx, p) ||
            (p.id === ctx.person && Object.keys(fields).every((field) => ['phone', 'title'].includes(field))),
          'forbidden',
        ]),
    },
    disable: {
      scope: 'admin',
      judge: ({ ctx }, p) => judged([maintains(ctx, p), 'forbidden'], [p.disabledAt === null, 'conflict']),
    },
    leave: { scope: 'admin', judge: ({ ctx }, p) => judged([maintains(ctx, p), 'forbidden']) },
    grant_role: { scope: 'admin', judge: grantRole },
  },
};

/** account_admin@home; directory_admin where home is a directory. */
const maintains = (ctx: Ctx, p: Person) => p.homeId === ctx.account && has(ctx, 'account_admin', 'directory_admin');

const shared = (w: Eye['w'], ctx: Ctx, p: Person) => p.homeId === ctx.account || supports(w, p.homeId, ctx.account);

function grantedBy(eye: Eye, p: Person): readonly Sight[] {
  const { w, ctx } = eye;
  const role = specialistRole(ctx);
  const met = eye.involved(p.id);
  const sharing = met.map(({ owner }) => reads(w, owner, ctx.account, 'share_contact')).find((grant) => grant);
  const directory = has(ctx, 'directory_admin') && p.homeId === ctx.account && isDirectory(w, p.homeId);
  return [
    // Silent: HR-private fields are directory_admin@D's only, so not even one's own.
    ...sight(p.id === ctx.person, { because: 'self' }, editor),
    // "local people of X: X only" is read as 2.1a has it: only X shares them, though who is involved is met by name.
    ...sight(
      role && shared(w, ctx, p),
      { because: p.homeId === ctx.account ? 'role' : 'directory', role: role! },
      card,
    ),
    ...sight(maintains(ctx, p), { because: 'role', role: directory ? 'directory_admin' : 'account_admin' }, editor),
    ...sight(directory, { because: 'role', role: 'directory_admin' }, ['hrPrivate']),
    ...sight(met.length, { because: 'involved', since: met[0]?.since ?? 0 }, name),
    ...sight(sharing, { because: 'trust', capability: 'share_contact', since: sharing?.since ?? 0 }, contact),
  ];
}

function grantRole(eye: Eye, p: Person, input: { readonly role?: Role['name']; readonly trust?: Id }) {
  const { w, ctx } = eye;
  const { role } = input;
  if (!has(ctx, 'account_admin')) return 'forbidden';
  if (role === undefined || !roleNames.includes(role)) return 'invalid';
  if (input.trust === undefined) {
    const known = role !== 'directory_admin' || isDirectory(w, ctx.account);
    return judged(
      [shared(w, ctx, p), 'forbidden'],
      [known, 'invalid'],
      [!held(w, p.id, ctx.account, role), 'conflict'],
    );
  }
  // G4, `roles`: the account that owns the role allows it, the other side's administrator gives it to its own people.
  const t = find(w, 'trust', input.trust);
  if (!t || !eye.fields(t as AnyRecord).size) return 'invalid';
  const owner = t.trustingId === ctx.account ? t.trustedId : t.trustingId;
  return judged(
    [p.homeId === ctx.account, 'forbidden'],
    [live(t) && owner && granted(t, 'roles', owner)?.roles.includes(role), 'invalid'],
    [!held(w, p.id, owner as Id, role), 'conflict'],
  );
}

const held = (w: Eye['w'], person: Id, account: Id, name: Role['name']) =>
  all(w, 'role').some((r) => r.personId === person && r.accountId === account && r.name === name);
