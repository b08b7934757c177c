import type { RoleName } from '../person/team.entity.ts';
import { NotFound } from '../problem.ts';
import type { Door } from '../store.ts';
import { hasAny, seeingWork } from '../viewer.ts';
import { PublishedTemplate } from './process.entity.ts';

/** With any of these somebody has to do with starting processes. */
export const seeingTemplates: readonly RoleName[] = [...seeingWork, 'designer'];

/** Names of the templates that the viewer's account may start, as far as he has to do with starting them. */
export async function publishedTemplates({ em, viewer }: Door): Promise<string[]> {
  if (viewer.personId !== null && !hasAny(viewer, seeingTemplates)) return [];
  const found = await em.find(PublishedTemplate, { accountId: viewer.accountId }, { orderBy: { name: 'asc' } });
  return found.map(({ name }) => name);
}

/** @throws NotFound when the viewer's account has no such template */
export async function mustBePublished({ em, viewer }: Door, name: string): Promise<PublishedTemplate> {
  const sees = viewer.personId === null || hasAny(viewer, seeingTemplates);
  const found = sees && (await em.findOne(PublishedTemplate, { accountId: viewer.accountId, name }));
  if (!found) throw new NotFound('template');
  return found;
}
