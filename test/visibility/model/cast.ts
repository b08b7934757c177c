import { canariesIn } from '../worlds/canary.ts';
import { everything } from '../worlds/looks.ts';
import { type Scene, scene } from '../worlds/scene.ts';
import { context } from './context.ts';
import type { AnyRecord, Id, Records, RecordType } from './records/index.ts';
import type { Input, Mask, Verdict } from './rule.ts';
import { may, view } from './view.ts';
import { all, type Ctx } from './world.ts';

/**
 * Fernhill is a directory with HR (X) and IT; Northwind works for HR (Y), and for Fernhill's rival, who must never see
 * anything; Subwind works for Northwind.
 */
export function cast() {
  const s = scene();
  const fernhill = s.account({ kind: 'directory' });
  const hr = s.account({ kind: 'support_domain', directoryId: fernhill });
  const it = s.account({ kind: 'support_domain', directoryId: fernhill });
  const [northwind, rival, subwind] = [s.account(), s.account(), s.account()];
  const organization = s.organization(fernhill);
  const site = s.site(fernhill);
  const place = { organizationId: organization, siteId: site };

  const join = (home: Id, account: Id, ...roles: readonly Records['role']['name'][]): Id => {
    const person = s.person(home, home === fernhill ? place : {});
    for (const role of roles) s.role(person, account, role);
    return person;
  };
  const dora = join(fernhill, fernhill, 'directory_admin', 'specialist');
  const hana = join(fernhill, hr, 'specialist');
  const henry = join(hr, hr, 'account_admin');
  const audra = join(fernhill, hr, 'auditor');
  const enid = join(fernhill, hr, 'end_user');
  const ivan = join(fernhill, it, 'specialist', 'account_admin');
  const mo = join(northwind, northwind, 'specialist');
  const mia = join(northwind, northwind, 'specialist', 'key_contact');
  const max = join(northwind, northwind, 'account_admin', 'auditor');
  const ned = join(northwind, northwind, 'end_user');
  const rita = join(rival, rival, 'account_admin', 'specialist');
  const sam = join(subwind, subwind, 'account_admin', 'specialist');

  const people = s.team(hr, hana);
  const desk = s.team(northwind, mo, mia);
  const back = s.team(northwind, mo);
  const laptops = s.service(northwind, desk);
  const laptop = s.offering(northwind, laptops, [hr, rival]);
  const subteam = s.team(subwind, sam);

  const admins: { readonly [account: Id]: Id } = {
    [hr]: henry,
    [it]: ivan,
    [northwind]: max,
    [rival]: rita,
    [subwind]: sam,
  };
  const administrator = (account: Id) => admins[account]!;

  /** X trusts Y; with what Y offers accepted and its teams linked, if given. */
  function trusts(x: Id, y: Id, teams: readonly Id[] = [], offerings: readonly Id[] = []): Id {
    const { handle } = s.record('account', y);
    const id = s.does(administrator(x), x, 'invite', undefined, { handle, as: 'trusting' }, 'trust');
    const trust = () => s.record('trust', id);
    s.does(administrator(y), y, 'accept', trust());
    if (teams.length) s.does(administrator(y), y, 'grant', trust(), { capability: 'assign_tasks', teams });
    for (const offering of offerings) {
      s.does(administrator(y), y, 'offer', trust(), { offering });
      s.does(administrator(x), x, 'accept_offer', trust(), { offering });
    }
    return id;
  }

  const common = { share: ['shared'], offeringId: null, after: [] };
  const outside = {
    ...common,
    kind: 'implementation' as const,
    accountId: northwind,
    teamId: desk,
    offeringId: laptop,
  };
  const own = {
    ...common,
    kind: 'implementation' as const,
    accountId: hr,
    teamId: people,
    instructions: 'with {shared} and {kept}',
  };
  const onboarding = s.template(
    hr,
    ['specialist'],
    [
      { ...outside, name: 'prepare', instructions: 'prepare with {shared}' },
      { ...own, name: 'welcome' },
      { ...outside, name: 'deliver', after: ['prepare'], instructions: 'deliver' },
    ],
  );
  const budget = s.template(
    hr,
    ['specialist'],
    [{ ...own, kind: 'approval', name: 'budget', teamId: null, instructions: 'approve {shared}' }],
  );

  /** Hana starts it about Enid. */
  function starts(template: Id = onboarding, input: Input = {}): Id {
    const fields = { shared: `zq-said-${s.world.next}-shared-x`, kept: `zq-said-${s.world.next}-kept-x` };
    return s.does(hana, hr, 'start', s.record('template', template), { subject: enid, fields, ...input }, 'process');
  }

  const tools = looking(s);
  return {
    ...{ s, fernhill, hr, it, northwind, rival, subwind, organization, site },
    ...{ dora, hana, henry, audra, enid, ivan, mo, mia, max, ned, rita, sam },
    ...{ people, desk, back, laptops, laptop, subteam, onboarding, budget, trusts, starts },
    ...tools,
  };
}

function looking(s: Scene) {
  const acting = (person: Id, account: Id): Ctx => context(s.world, person, account)!;
  return {
    acting,
    /** The newest task of the process with that name. */
    task: (process: Id, node: string): Records['task'] =>
      all(s.world, 'task')
        .filter((t) => t.processId === process && t.node === node)
        .at(-1)!,
    sees: <T extends RecordType>(person: Id, account: Id, type: T, id: Id): Mask | undefined =>
      view(s.world, acting(person, account), s.record(type, id)),
    lets: (person: Id, account: Id, action: string, record?: AnyRecord, input: Input = {}): Verdict =>
      may(s.world, acting(person, account), action, record, input),
    /** Canaries in whatever the person is answered in the account. */
    reads: (person: Id, account: Id): ReadonlySet<string> => canariesIn(everything(s.world, acting(person, account))),
    works: (person: Id, account: Id, action: string, id: Id, input: Input = {}) =>
      s.does(person, account, action, s.record('task', id), input),
    writes: (person: Id, account: Id, kind: 'public' | 'internal', parent: AnyRecord): Id =>
      s.does(person, account, 'note', parent, { kind, text: `zq-said-${s.world.next}-note-x` }, 'note'),
  };
}

/** HR trusts Northwind, and everything that needs is granted; nothing else is. */
export function working() {
  const c = cast();
  const trust = c.trusts(c.hr, c.northwind, [c.desk, c.back], [c.laptop]);
  const process = c.starts();
  const { id: prepare } = c.task(process, 'prepare');
  return { ...c, trust, process, prepare };
}
