import type { RecordType } from '../model/records/index.ts';
import { type Fields, told } from './expected-fields.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
type Body = any;

/** `aside`: what the model does not know, such as versions and clocks. `parts`: what is compared under names of its own. */
type Shape = { readonly aside?: readonly string[]; readonly parts?: (body: Body) => Fields };

const ids = (list: readonly { readonly id: string }[] | undefined) => (list ?? []).map(({ id }) => id);

/** A field that nobody has named here is compared as it is, so none can be added without the model saying whose it is. */
const shapes: { readonly [T in RecordType]?: Shape } = {
  account: { aside: ['own', 'branding', 'calendar', 'roles', 'createdAt'] },
  trust: {
    aside: ['version', 'end'],
    parts: ({ account, teams, offerings, grants = [] }) => ({
      account: null,
      grants: grants.map(({ capability, by, level, roles }: Body) =>
        JSON.stringify([capability, by, ...[level ?? roles ?? []].flat()]),
      ),
      ...{ accountName: account.name, accountHandle: account.handle },
      ...{ teams: ids(teams), offerings: ids(offerings) },
    }),
  },
  person: { aside: ['version'] },
  team: { parts: ({ own, members }) => ({ own: own || null, members: ids(members) }) },
  service: { aside: ['ownerId'] },
  offering: { aside: ['target', 'calendar', 'serviceHours', 'scheme', 'startsOn', 'endsOn'] },
  process: {
    aside: ['version', 'startedBy', 'anchor', 'progress', 'risk', 'now', 'planHash', 'output', 'endsAt', 'halted'],
    parts: ({ subject, manager, steps }) => ({
      ...{ subject: subject.name, manager: manager.name },
      steps: steps.flatMap(({ task }: Body) => task?.id ?? []),
    }),
  },
  task: {
    aside: [
      ...['version', 'target', 'nextTarget', 'overdue', 'clocks', 'requiredApprovals', 'outputSchema'],
      ...['impact', 'agreementId', 'notAccountable', 'checklist'],
    ],
    parts: ({ owner, process, assigned, votes }) => ({
      ...{ owner: owner.name, processId: process.id, processTitle: process.title, process: null },
      ...{ assignedAccount: assigned?.account.name, team: assigned?.team, member: assigned?.member, assigned: null },
      votes: ids(votes),
    }),
  },
  approval: { aside: ['task'] },
};

/** What a body tells of the one record that it answers. */
export function shownFields(type: RecordType, body: Body): Fields {
  const { aside = [], parts } = shapes[type] ?? {};
  const plain = Object.fromEntries(Object.entries(body).filter(([field]) => field !== 'id' && !aside.includes(field)));
  return told({ ...plain, ...parts?.(body) });
}
