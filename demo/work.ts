import type { SignedIn } from './person.ts';

type Row = {
  account: { handle: string };
  approval: string | null;
  task: { id: string; title: string; forPerson: string | null; process: string };
};
type Schema = { properties?: Record<string, { type?: string; enum?: string[]; format?: string }>; required?: string[] };
type Whole = { outputSchema: Schema | null; checklist: { item: number; done: boolean }[] };
/** What a specialist does with a task; absent = completes it. */
export type Decide = (row: Row) => 'complete' | 'leave' | { reject: string };

/** Everybody works through his inbox once. How many tasks were finished. */
export async function workInboxes(people: readonly SignedIn[], decide: Decide): Promise<number> {
  let done = 0;
  for (const person of people) {
    const { items } = await person.get<{ items: Row[] }>('/v1/inbox?perPage=100');
    for (const row of items) {
      const decision = decide(row);
      if (decision === 'leave') continue;
      await finish(person, row, decision);
      done += 1;
    }
  }
  return done;
}

async function finish(
  person: SignedIn,
  { account, approval, task }: Row,
  decision: 'complete' | { reject: string },
): Promise<void> {
  if (approval) {
    const reason = decision === 'complete' ? undefined : decision.reject;
    await person.post(
      `/v1/approvals/${approval}/${reason ? 'rejection' : 'approval'}`,
      reason ? { reason } : {},
      account.handle,
    );
    return;
  }
  if (decision !== 'complete') throw new Error('Only approvals are rejected in this story.');
  const { outputSchema, checklist } = await person.get<Whole>(`/v1/tasks/${task.id}`, account.handle);
  await person.post(`/v1/tasks/${task.id}/acceptance`, undefined, account.handle).catch(acceptedBefore);
  for (const { item, done } of checklist)
    if (!done) await person.put(`/v1/tasks/${task.id}/checklist/${item}`, account.handle);
  await person.post(`/v1/tasks/${task.id}/completion`, { output: outputFor(outputSchema, task) }, account.handle);
}

/** A task given to one person by the template is his already; accepting it again is refused, which is as it should be. */
function acceptedBefore(error: Error): void {
  if (!error.message.includes(' 409')) throw error;
}

const samples: Record<string, string> = {
  desk: '4-12',
  floor: '4',
  badge: 'B-1042',
  assetTag: 'A-7781',
  tracking: '3SACC0021',
};

function outputFor(schema: Schema | null, { forPerson }: Row['task']): Record<string, unknown> {
  const username = (forPerson ?? 'new colleague').toLowerCase().split(' ').join('.');
  return Object.fromEntries(
    (schema?.required ?? []).map((field) => {
      const { type, enum: values } = schema?.properties?.[field] ?? {};
      return [
        field,
        values?.[0] ??
          (type === 'array'
            ? []
            : type === 'boolean'
              ? true
              : type === 'string'
                ? field === 'username'
                  ? username
                  : (samples[field] ?? 'done')
                : 1),
      ];
    }),
  );
}
