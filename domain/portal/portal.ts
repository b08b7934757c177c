import { type Caller, type Membership, personally, viewerOf } from '../access/caller.ts';
import { Person } from '../person/person.entity.ts';
import { NotFound } from '../problem.ts';
import type { Door, Store } from '../store.ts';
import { waitingIn } from '../task/inboxes.ts';
import { type SeenTask, seeTasks } from '../task/see.ts';
import { askedOf, shownWhere } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';

/** What somebody who works for himself only, such as a new colleague, looks at: what is done for him, and what he is to do. */
export type Portal = {
  readonly person: { readonly id: string; readonly name: string };
  /** Processes about him that tell him something, the newest first. */
  readonly processes: readonly ToldProcess[];
  /** Given to him by name, in whichever account; the most urgent first. */
  readonly tasks: readonly OwnTask[];
};
export type ToldProcess = {
  readonly id: string;
  readonly account: { readonly id: string; readonly handle: string; readonly name: string };
  readonly title: string;
  /** The date everything is relative to. */
  readonly anchor: string | null;
  readonly status: 'open' | 'finished' | 'canceled';
  readonly steps: readonly {
    readonly key: string;
    readonly text: string;
    readonly state: (typeof stepStates)[number];
    /** A date: when it was done, or is needed by. */
    readonly at: string | null;
  }[];
};
export type OwnTask = { readonly account: Membership; readonly seen: SeenTask };

export const stepStates = ['done', 'now', 'later', 'not_needed'] as const;

export async function portalOf(store: Store, caller: Caller): Promise<Portal> {
  const { person, processes } = await store.as(personally(caller.personId), async (door) => ({
    person: await door.em.findOne(Person, { id: caller.personId }),
    processes: await toldProcesses(door),
  }));
  if (!person) throw new NotFound('person');
  return { person: { id: person.id, name: person.name }, processes, tasks: await ownTasks(store, caller) };
}

/** By the one function that tells them: none of their rows is his to see. */
async function toldProcesses({ em }: Door): Promise<ToldProcess[]> {
  const rows = await em.execute<Row[]>('select * from told_to_subject()');
  return [...Map.groupBy(rows, ({ process_id }) => process_id).values()].flatMap((steps) => {
    const [first] = steps;
    if (!first) return [];
    const { process_id: id, account_id, handle, account: name, title, anchor, status } = first;
    return {
      ...{ id, account: { id: account_id, handle, name }, title, anchor, status },
      steps: steps.map(({ key, words, state, day }) => ({ key, text: words, state, at: day })),
    };
  });
}

type Step = ToldProcess['steps'][number];
type Row = Pick<ToldProcess, 'title' | 'anchor' | 'status'> &
  Pick<Step, 'key' | 'state'> & {
    readonly process_id: string;
    readonly account_id: string;
    readonly handle: string;
    readonly account: string;
    readonly words: string;
    readonly day: string | null;
  };

/** Each account is looked at as if it were the only one. */
async function ownTasks(store: Store, caller: Caller): Promise<OwnTask[]> {
  const look = (account: Membership) =>
    store.as(viewerOf(caller, account), async (door) => {
      const asked = shownWhere(door.viewer, ` and v.open and v.why = 'assigned' and ${askedOf}`, caller.personId);
      const found = await door.em.find(Task, asked, {
        populate: ['outputSchema'],
        orderBy: { id: 'asc' },
        limit: most,
      });
      return (await seeTasks(door, found)).map((seen) => ({ account, seen }));
    });
  const lists = await Promise.all((await waitingIn(store, caller, caller.accounts)).map(look));
  return lists
    .flat()
    .sort((one, other) => one.seen.task.sortsAt.getTime() - other.seen.task.sortsAt.getTime())
    .slice(0, most);
}

const most = 200;
