import { NotFound } from '../problem.ts';
import type { Door } from '../store.ts';
import { seesWork } from '../viewer.ts';
import { PublishedTemplate } from './process.entity.ts';

/** Names of the templates that the viewer's account may start, as far as he has to do with starting them. */
export async function publishedTemplates({ em, viewer }: Door): Promise<string[]> {
  if (!seesWork(viewer) && !viewer.roles.has('designer')) return [];
  const found = await em.find(PublishedTemplate, { accountId: viewer.accountId }, { orderBy: { name: 'asc' } });
  return found.map(({ name }) => name);
}

/** @throws NotFound when the viewer's account has no such template */
export async function mustBePublished(door: Door, name: string): Promise<void> {
  if (!(await publishedTemplates(door)).includes(name)) throw new NotFound('template');
}
