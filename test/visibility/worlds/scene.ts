import type { Account, AnyRecord, Id, Node, Person, Records, RecordType } from '../model/records/index.ts';
import type { Input } from '../model/rule.ts';
import { attempt, type Command, type Outcome } from '../model/step.ts';
import type { RoleName } from '../model/words.ts';
import { emptyWorld, find, put, spend, type World } from '../model/world.ts';
import { canary } from './canary.ts';

/** When generated worlds begin: 1 January 2030, 00:00 UTC. */
const dawn = Date.UTC(2030, 0, 1);

export type Scene = ReturnType<typeof scene>;

/** A world in the making. Every text field holds its canary; commands go through the model like anybody's. */
export function scene(start: World = emptyWorld(dawn)) {
  let w = start;

  function make<T extends RecordType>(
    type: T,
    record: (text: (field: string) => string) => Omit<Records[T], 'type' | 'id'>,
  ): Id {
    const [spent, id] = spend(w, type);
    w = put(spent, { type, id, ...record((field) => canary(id, field)) } as unknown as Records[T]);
    return id;
  }

  return {
    get world(): World {
      return w;
    },
    record: <T extends RecordType>(type: T, id: Id): Records[T] => find(w, type, id)!,
    put: (record: AnyRecord) => {
      w = put(w, record);
    },

    account: (values: Partial<Account> = {}): Id =>
      make('account', (text) => ({
        handle: text('handle'),
        name: text('name'),
        kind: 'standard' as const,
        directoryId: null,
        confidential: false,
        logo: text('logo'),
        locale: text('locale'),
        supportUrl: text('supporturl'),
        calendar: text('calendar'),
        ...values,
      })),

    person: (homeId: Id, values: Partial<Person> = {}): Id => {
      const id = make('person', (text) => ({
        homeId,
        kind: 'human' as const,
        name: text('name'),
        email: `${text('email')}@example.org`,
        phone: text('phone'),
        title: text('title'),
        managerId: null,
        organizationId: null,
        siteId: null,
        hrPrivate: text('hrprivate'),
        disabledAt: null,
        leavesAt: null,
        erasedAt: null,
        ...values,
      }));
      make('session', (text) => ({
        personId: id,
        secret: text('secret'),
        createdAt: w.now,
        expiresAt: w.now + 30 * 86_400_000,
      }));
      return id;
    },

    role: (personId: Id, accountId: Id, name: RoleName): Id =>
      make('role', () => ({ accountId, personId, name, grantedAt: w.now, trustId: null })),

    team: (accountId: Id, ...members: readonly Id[]): Id =>
      make('team', (text) => ({
        accountId,
        name: text('name'),
        hours: text('hours'),
        zone: text('zone'),
        coordinatorId: members[0] ?? null,
        members,
      })),

    organization: (accountId: Id): Id =>
      make('organization', (text) => ({ accountId, name: text('name'), parentId: null })),
    site: (accountId: Id): Id => make('site', (text) => ({ accountId, name: text('name'), address: text('address') })),

    service: (accountId: Id, teamId: Id, confidential = false): Id =>
      make('service', (text) => ({
        accountId,
        name: text('name'),
        description: text('description'),
        hours: text('hours'),
        teamId,
        confidential,
        cost: text('cost'),
      })),

    offering: (accountId: Id, serviceId: Id, customers: readonly Id[] = []): Id =>
      make('offering', (text) => ({
        accountId,
        serviceId,
        name: text('name'),
        target: text('target'),
        calendar: text('calendar'),
        charges: Object.fromEntries(customers.map((id) => [id, text(`charge${id.replace(/\W|\d/g, '')}`)])),
        from: w.now,
        until: null,
      })),

    template: (accountId: Id, starts: readonly RoleName[], nodes: readonly Omit<Node, 'title'>[]): Id =>
      make('template', (text) => ({
        accountId,
        name: text('name'),
        title: text('title'),
        externalTitle: text('externaltitle'),
        starts,
        fields: ['shared', 'kept'],
        nodes: nodes.map((node) => ({ ...node, title: text(`title${node.name.replace(/\W/g, '')}`) })),
      })),

    /** Does it, whatever comes of it. */
    tries: (command: Command): Outcome => {
      const outcome = attempt(w, command);
      w = outcome.world;
      return outcome;
    },

    /** Does it; throws unless it is allowed. Answers the id of the first record of the type that came of it. */
    does(person: Id, account: Id, action: string, record?: AnyRecord, input: Input = {}, makes?: RecordType): Id {
      const before = w;
      const named = record ? { record: { type: record.type, id: record.id } } : {};
      const { verdict, world } = attempt(w, { person, account, action, input, ...named });
      if (verdict !== 'allow')
        throw new Error(`${person} in ${account} could not ${action} ${record?.id ?? ''}: ${verdict}.`);
      w = world;
      const made =
        makes &&
        (w[makes] as readonly AnyRecord[]).find(
          ({ id }) => !(before[makes] as readonly AnyRecord[]).some((one) => one.id === id),
        );
      return made?.id ?? record?.id ?? '';
    },

    passes: (ms: number) => {
      w = { ...w, now: w.now + ms };
    },
  };
}
