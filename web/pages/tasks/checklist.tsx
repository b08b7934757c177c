import { Checkbox, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../client/api.ts';
import { useMe, useMembership } from '../../client/me.ts';
import { useFormat } from '../../parts/format.ts';
import { tellProblem } from '../../parts/problem.tsx';
import { taskQuery, type WholeTask } from './queries.ts';
import { verbsOf } from './verbs.ts';
import { worksOn } from './works-on.ts';

/** What must be ticked before the task is complete; both sides see the same. */
export function Checklist({ account, task }: { account: string; task: WholeTask }) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const queries = useQueryClient();
  const { queryKey } = taskQuery(account, task.id);
  const tick = useMutation({
    mutationFn: ({ item, done }: { item: number; done: boolean }) => {
      const params = { path: { id: task.id, item }, header: once() };
      return answer(
        done
          ? api(account).PUT('/v1/tasks/{id}/checklist/{item}', { params })
          : api(account).DELETE('/v1/tasks/{id}/checklist/{item}', { params }),
      );
    },
    onMutate: async ({ item, done }) => {
      await queries.cancelQueries({ queryKey, exact: true });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(
        queryKey,
        (now) => now && { ...now, checklist: now.checklist.map((one) => (one.item === item ? { ...one, done } : one)) },
      );
      return { before };
    },
    onError: (error, _, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
      tellProblem(error, true);
    },
    onSettled: () => queries.invalidateQueries({ queryKey, exact: true }),
  });
  const works = worksOn(task, useMembership(account), useMe());
  const open = works && verbsOf(task).length > 0;
  const done = task.checklist.filter((one) => one.done).length;
  return (
    <section>
      <h3>
        {t('checklist')} <span className="quiet">{t('ticked', { done, count: task.checklist.length })}</span>
      </h3>
      <Stack gap={8}>
        {task.checklist.map(({ item, title, done: ticked, by, at }) => (
          <Checkbox
            key={item}
            label={title}
            description={ticked && at ? [by, format.dateTime(at)].filter(Boolean).join(' · ') : undefined}
            checked={ticked}
            disabled={!open}
            onChange={({ currentTarget }) => tick.mutate({ item, done: currentTarget.checked })}
          />
        ))}
      </Stack>
    </section>
  );
}
