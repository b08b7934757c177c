import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnTask } from '../../client/portal.ts';
import { TaskCard } from './task-card.tsx';

const route = getRouteApi('/app/home');
/** So many are shown before what is done for one: the rest on request. */
const most = 4;

/** What one is to do, the most urgent first. */
export function OwnTasks({ tasks }: { tasks: readonly OwnTask[] }) {
  const { t } = useTranslation('portal');
  const { task: opened, all } = route.useSearch();
  const navigate = route.useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const open = (task?: string) =>
    void navigate({ search: { ...(task ? { task } : {}), ...(all ? { all } : {}) }, resetScroll: false });
  const shown = all ? tasks : tasks.filter(({ id }, index) => index < most || id === opened);
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {t('tasks', { count: tasks.length })}
      </h2>
      <ul className="portal-cards">
        {shown.map((task) => (
          <TaskCard
            key={task.id}
            task={task}
            open={opened === task.id}
            onToggle={() => open(opened === task.id ? undefined : task.id)}
            onDone={() => {
              open();
              heading.current?.focus();
            }}
          />
        ))}
      </ul>
      {shown.length < tasks.length && (
        <Button
          variant="subtle"
          mt="xs"
          onClick={() => void navigate({ search: (before) => ({ ...before, all: true }), resetScroll: false })}
        >
          {t('showAll', { count: tasks.length })}
        </Button>
      )}
    </section>
  );
}
