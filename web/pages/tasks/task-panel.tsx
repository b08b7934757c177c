import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isGone } from '../../client/problem.ts';
import { NotHere } from '../../parts/not-here.tsx';
import { ProblemNote } from '../../parts/problem.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useTitle } from '../../parts/title.ts';
import { TaskActions } from './actions.tsx';
import { useOrdersEnd } from './asked.ts';
import { TaskHead } from './head.tsx';
import { PassOn } from './pass-on.tsx';
import { taskQuery } from './queries.ts';
import { type Tab, tabs } from './search.ts';
import './tasks.css';
import { TaskWork } from './work.tsx';

const TaskNotes = lazy(() => import('./notes.tsx'));
const TaskClocks = lazy(() => import('./clocks.tsx'));
const TaskStory = lazy(() => import('./story.tsx'));

type Props = {
  readonly account: string;
  readonly id: string;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly onClose?: () => void;
};

/** A task as one sees it in an account: what is to be done, what was said, its clocks, why one sees it. */
export function TaskPanel({ account, id, tab, onTab, onClose }: Props) {
  // Words of the form are there before it is asked for.
  const { t } = useTranslation(['tasks', 'form']);
  const { data: task, error, refetch } = useQuery(taskQuery(account, id));
  useTitle(task?.title);
  useOrdersEnd(account, id, !error);
  // How often a note was asked for by its key: whoever asks writes on.
  const [notesAsked, setNotesAsked] = useState(0);
  const note = () => {
    setNotesAsked((times) => times + 1);
    onTab('notes');
  };
  const turnTo = (next: string | null) => {
    setNotesAsked(0);
    onTab((next ?? 'work') as Tab);
  };
  if (error && isGone(error)) return <NotHere />;
  if (!task) {
    return (
      <div className="task">
        {error ? <ProblemNote error={error} again={() => void refetch()} /> : <SkeletonRows />}
      </div>
    );
  }
  return (
    <article className="task" aria-label={task.title}>
      <TaskHead account={account} task={task} onClose={onClose} />
      <TaskActions account={account} task={task} onNote={note} />
      <PassOn key={task.id} account={account} task={task} />
      <Tabs value={tab} onChange={turnTo} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<SkeletonRows rows={4} />}>
          <Tabs.Panel value="work">
            <TaskWork account={account} task={task} />
          </Tabs.Panel>
          <Tabs.Panel value="notes">
            <TaskNotes account={account} task={task} asked={notesAsked} />
          </Tabs.Panel>
          <Tabs.Panel value="clock">
            <TaskClocks task={task} />
          </Tabs.Panel>
          <Tabs.Panel value="story">
            <TaskStory account={account} task={task} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </article>
  );
}
