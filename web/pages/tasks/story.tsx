import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AccountBadge } from '../../parts/account.tsx';
import { spaced } from '../../parts/names.ts';
import { ProblemNote } from '../../parts/problem.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { When } from '../../parts/when.tsx';
import { storyQuery, type WholeTask, whyQuery } from './queries.ts';

/** What happened to the task so far, and why the viewer may know of it at all. */
export default function TaskStory({ account, task }: { account: string; task: WholeTask }) {
  const { t, i18n } = useTranslation(['tasks', 'common']);
  const { data: reasons } = useQuery(whyQuery(account, task.id));
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(storyQuery(account, task.id));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const named = (action: string) =>
    i18n.exists(`tasks:did.${action}`) ? t(`did.${action as 'accepted'}`) : spaced(action.replaceAll('_', ' '));
  return (
    <div className="task-sections">
      <section>
        <h3>{t('whySeen')}</h3>
        <ul className="task-steps">
          {reasons?.map(({ sentence, since }) => (
            <li key={sentence}>
              <span lang="en">{sentence}</span>{' '}
              {since && (
                <span className="quiet">
                  {t('since')} <When at={since} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('story')}</h3>
        {error && !data && <ProblemNote error={error} />}
        {!data && !error && <SkeletonRows rows={4} />}
        <ol className="task-story">
          {items.map(({ at, action, actor, changes }) => (
            <li key={`${at} ${action}`}>
              <p>
                <strong>{named(action)}</strong>
                {actor && (
                  <>
                    {' · '}
                    {actor.name} <AccountBadge {...actor.account} />
                  </>
                )}
              </p>
              <p className="quiet task-small">
                <When at={at} />
                {typeof changes.reason === 'string' && changes.reason !== '' && ` · ${changes.reason}`}
              </p>
            </li>
          ))}
        </ol>
        {hasNextPage && (
          <Button variant="default" size="xs" onClick={() => void fetchNextPage()}>
            {t('common:page.more')}
          </Button>
        )}
      </section>
    </div>
  );
}
