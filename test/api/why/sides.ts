import { expect } from '@jest/globals';
import type { Client } from '../../support/api.ts';
import type { Organisation } from '../../support/organisation.ts';

export type Task = {
  id: string;
  owner: { handle: string };
  assigned: object | null;
  clocks: Record<string, object | null>;
};
type Person = { id: string };

/** An administrator and specialist of each account: nobody there sees more. */
export type Sides = { readonly [handle: string]: Client };

/** What every trust says on both its ends is what is really read there. Returns how much that was, by kind. */
export async function compare(cast: Organisation, sides: Sides): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  const count = (kind: string, more = 1) => {
    seen[kind] = (seen[kind] ?? 0) + more;
  };
  for (const [handle, ours] of Object.entries(sides))
    for (const [other, theirs] of Object.entries(sides)) {
      if (other === handle) continue;
      const trusts = (await ours.get('/v1/trusts')).body.items;
      const trust = trusts.find(({ account }: { account: { handle: string } }) => account.handle === other);
      if (!trust) continue;
      const path = `/v1/trusts/${trust.id}/other-side`;
      await compareTasks(handle, ours, theirs, path, count);
      const { account, teams, offeredServices } = (await ours.get(path)).body;
      const real = await theirs.get(`/v1/accounts/${cast.accountId(handle)}`);
      expect(account).toEqual(real.status === 200 ? real.body : null);
      for (const { id } of (await ours.get('/v1/teams')).body.items) {
        const team = await theirs.get(`/v1/teams/${id}`);
        expect(teams.find((one: { id: string }) => one.id === id)).toEqual(team.status === 200 ? team.body : undefined);
      }
      count('teams', teams.length);
      const offered = (await theirs.get('/v1/offered-services')).body.items.filter(
        ({ provider }: { provider: { handle: string } }) => provider.handle === handle,
      );
      expect(offeredServices).toEqual(offered);
      count('services', offered.length);
      for (const person of (await ours.get(`${path}/people?perPage=100`)).body.items as Person[]) {
        expect((await theirs.get(`/v1/people/${person.id}`)).body).toEqual(person);
        count('people');
      }
    }
  return seen;
}

type Count = (kind: string, more?: number) => void;

async function compareTasks(handle: string, ours: Client, theirs: Client, path: string, count: Count): Promise<void> {
  const listed = new Map((await ours.get(`${path}/tasks?perPage=100`)).body.items.map((one: Task) => [one.id, one]));
  const owned = (await ours.get('/v1/tasks?perPage=100')).body.items.filter((one: Task) => one.owner.handle === handle);
  const check = async ({ id }: Task) => {
    const real = await theirs.get(`/v1/tasks/${id}`);
    expect([handle, id, listed.has(id)]).toEqual([handle, id, real.status === 200]);
    for (const noun of real.status === 200 ? ['notes', 'plan', 'process-notes'] : ['notes']) {
      const [shown, read] = [
        await ours.get(`${path}/tasks/${id}/${noun}`),
        await theirs.get(`/v1/tasks/${id}/${noun}`),
      ];
      expect([noun, shown.status]).toEqual([noun, read.status]);
      if (read.status !== 200) continue;
      const open = ({ kind }: { kind?: string }) => kind !== 'internal';
      expect(shown.body.items).toEqual(read.body.items.filter(open));
      count(noun, shown.body.items.length);
    }
    if (real.status !== 200) return;
    count('tasks');
    const shown = listed.get(id) as Task;
    expect(timeless(shown)).toEqual(timeless(withoutTheirs(real.body, shown)));
    listed.delete(id);
  };
  await Promise.all(owned.map(check));
  expect([...listed.keys()]).toEqual([]);
}

/** Who of them works on it is theirs, unless they show it; all else is the same, to the field. */
function withoutTheirs(task: Task, shown: Task): Task {
  const hidden = (shown.assigned as { member?: string | null } | null)?.member === null;
  return hidden && task.assigned ? { ...task, assigned: { ...task.assigned, member: null } as object } : task;
}

/** Between the two requests, minutes go by. */
function timeless({ clocks, ...task }: Task) {
  const faces = Object.entries(clocks).map(([goal, face]) => [goal, face && { ...face, used: 0, remaining: 0 }]);
  return { ...task, clocks: Object.fromEntries(faces) };
}
