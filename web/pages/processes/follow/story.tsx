import { Button, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../client/api.ts';
import { keyOf } from '../../../client/news.ts';
import { useNames } from '../../../parts/names.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { When } from '../../../parts/when.tsx';
import type { WholeProcess } from '../queries.ts';
import { Notes } from './notes.tsx';
import { TaskLink } from './task-link.tsx';
import { WhoseTurn } from './why-late.tsx';

/** What happened, what was said, and whose turn it was. */
export default function Story({ account, process }: { account: string; process: WholeProcess }) {
  const { t } = useTranslation(['processes', 'common']);
  return (
    <div className="story">
      <section className="story-turns">
        <Title order={2} size="h4">
          {t('story.turns')}
        </Title>
        <WhoseTurn account={account} process={process.id} />
      </section>
      <section>
        <Title order={2} size="h4">
          {t('story.title')}
        </Title>
        <Happenings account={account} process={process.id} />
      </section>
      <section>
        <Title order={2} size="h4">
          {t('notes.title')}
        </Title>
        <Notes account={account} process={process} />
      </section>
    </div>
  );
}

function Happenings({ account, process }: { account: string; process: string }) {
  const { t } = useTranslation(['processes', 'common']);
  const story = useInfiniteQuery({
    queryKey: [...keyOf.process(account, process), 'story'],
    queryFn: ({ pageParam }) =>
      answer(
        api(account).GET('/v1/processes/{id}/story', {
          params: { path: { id: process }, query: { perPage: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  if (story.error && !story.data) return <ProblemNote error={story.error} again={() => void story.refetch()} />;
  if (!story.data) return <SkeletonRows rows={6} />;
  const items = story.data.pages.flatMap(({ items: found }) => found);
  return (
    <>
      {items.length === 0 && <p className="quiet">{t('story.none')}</p>}
      <ol className="happenings">
        {items.map((item, index) => (
          // Counted from the oldest: what happens meanwhile comes before all others.
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened has no id of its own, and never changes.
          <Happening key={items.length - index} account={account} item={item} />
        ))}
      </ol>
      {story.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          onClick={() => void story.fetchNextPage()}
          loading={story.isFetchingNextPage}
        >
          {t('common:page.more')}
        </Button>
      )}
    </>
  );
}

function Happening({ account, item: { at, action, tasks, actor, changes } }: { account: string; item: Item }) {
  const { t, i18n } = useTranslation(['processes', 'common']);
  const names = useNames();
  const key = `story.action.${action}`;
  const words = i18n.exists(key, { ns: 'processes' })
    ? t(key as 'story.action.started')
    : names.title(action.replaceAll('_', ' '));
  const who = actor ? [actor.name, actor.account.name].filter(Boolean).join(' · ') : t('gantt.accord');
  return (
    <li>
      <div>
        <strong>{words}</strong>
        {tasks.map((task, index) => (
          <span key={task.id}>
            {index === 0 ? ': ' : ', '}
            <TaskLink account={account} id={task.id}>
              {names.title(task.title)}
            </TaskLink>
          </span>
        ))}
      </div>
      <div className="quiet">
        {who} · <When at={at} />
      </div>
      {typeof changes.reason === 'string' && changes.reason !== '' && <p className="said">{changes.reason}</p>}
    </li>
  );
}
type Item = Schemas['StoryItem'];
