import { Person } from '../../domain/person/person.entity.ts';
import { Refused } from '../../domain/problem.ts';
import { driver } from '../../domain/viewer.ts';
import type { Json } from '../../plan/plan.ts';
import type { Run } from './index.ts';

/** `ana.souza` for Ana de Souza; `ana.souza2` when a colleague has that address already. */
export async function mailboxName(input: Json, { store, accountId }: Run): Promise<Json> {
  const { person: id } = input as { person: string };
  return store.as(driver(accountId), async ({ em }) => {
    const person = await em.findOne(Person, { id });
    if (!person) throw new Refused('The person has left or was never known; there is nobody to name a mailbox for.');
    const wanted = plain(person.name);
    const taken = await em.find(Person, { homeId: person.homeId, id: { $ne: id }, email: { $like: `${wanted}%` } });
    const names = new Set(taken.map(({ email }) => email?.split('@')[0]));
    let username = wanted;
    for (let count = 2; names.has(username); count++) username = `${wanted}${count}`;
    return { username };
  });
}

function plain(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return [words[0] ?? 'person', ...(words.length > 1 ? words.slice(-1) : [])].join('.');
}
