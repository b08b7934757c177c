import { z } from 'zod';
import { type StoryItem as Item, storyOfProcess, storyOfTask } from '../../domain/audit/story.ts';
import type { Door } from '../../domain/store.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { anyRole, type May, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Side } from '../tasks/schema.ts';
import { AnyObject, Id, Instant } from '../values.ts';

const StoryItem = z
  .object({
    at: Instant,
    action: z.string(),
    tasks: z.array(z.object({ id: Id, title: z.string() })).meta({ description: 'Which tasks it is about.' }),
    actor: z
      .object({ name: z.string().nullable(), account: Side })
      .nullable()
      .meta({ description: 'Null: Accord itself. People of another account are named where `member` of a task is.' }),
    changes: AnyObject.meta({
      description:
        'Of `reason`, `for`, `output`, `item`, `from`, `to`, `before`, `after`, `round` and `minutes` what applies.',
    }),
  })
  .meta({ id: 'StoryItem' });

const newest = 'The newest first, in what the log has of it and you see of the record. Internal notes are not in it.';

const readers: May = { own: observers, trusted: observers, former: observers, self: anyRole, manager: anyRole };

/** What happened so far, for whoever sees the record. */
export const story = [
  told('/v1/tasks/:id/story', 'What happened to a task', readers, storyOfTask),
  told('/v1/processes/:id/story', 'What happened in a process', { own: observers, manager: anyRole }, storyOfProcess),
];

function told(
  path: string,
  summary: string,
  may: May,
  storyOf: (door: Door, id: string, before: string | undefined, most: number) => Promise<Item[]>,
) {
  return route({
    method: 'GET',
    path,
    summary,
    description: newest,
    policy: 'member',
    may,
    params: { id: Id },
    query: { ...paged },
    response: pageOf(StoryItem),
    handler: ({ params, query: { perPage, cursor }, read }) =>
      read(async (door) =>
        toPage(
          await storyOf(door, params.id, placeOf(cursor, [Id])?.[0], perPage + 1),
          perPage,
          ({ id }) => [id],
          present,
        ),
      ),
  });
}

function present({ at, action, tasks, actor, changes }: Item): z.input<typeof StoryItem> {
  return {
    at: at.toISOString(),
    action,
    tasks: tasks.map((task) => ({ ...task })),
    actor: actor && { name: actor.name, account: { ...actor.account } },
    changes,
  };
}
