import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useMembership } from '../../client/me.ts';
import { outputFields } from '../../parts/form/output-form.tsx';
import { tellDone } from '../../parts/problem.tsx';
import { type Asked, useAsked } from './asked.ts';
import { voteQuery, type WholeTask } from './queries.ts';
import { Saying } from './saying.tsx';
import { useDo } from './use-do.ts';
import { type Verb, verbsOf } from './verbs.ts';
import { worksOn } from './works-on.ts';

/** What one may do with the task, and what has to be said with it. */
export function TaskActions({ account, task, onNote }: { account: string; task: WholeTask; onNote: () => void }) {
  const { t } = useTranslation(['tasks', 'inbox']);
  const approval = task.category === 'approval';
  const { data: vote, isPending: voteUnknown } = useQuery({ ...voteQuery(account, task.id), enabled: approval });
  const [saying, setSaying] = useState<Verb>();
  const act = useDo(account, task, vote?.id);
  const [asked, take] = useAsked(account, task.id);
  const works = worksOn(task, useMembership(account), useMe());
  const verbs = (approval ? vote : works) ? verbsOf(task) : [];

  const begin = (verb: Verb) => {
    // What another form was refused for is none of this one's.
    act.reset();
    if (needsWords(verb, task)) setSaying(verb);
    else act.mutate({ verb });
  };
  useEffect(() => {
    if (asked === undefined || (approval && voteUnknown)) return;
    take();
    if (asked === 'note') onNote();
    else if (verbs.includes(asked)) begin(asked);
  });
  const done = (verb: Asked) => {
    setSaying(undefined);
    tellDone(t('done', { title: task.title, verb: t(`inbox:verb.${verb}`) }));
  };
  if (saying) {
    return (
      <Saying
        account={account}
        verb={saying}
        task={task}
        busy={act.isPending}
        error={act.error}
        onCancel={() => {
          act.reset();
          setSaying(undefined);
        }}
        onSay={(said) => act.mutate({ verb: saying, said }, { onSuccess: () => done(saying) })}
      />
    );
  }
  if (verbs.length === 0) return null;
  return (
    <Group gap={8} mb="md">
      {verbs.map((verb, index) => (
        <Button
          key={verb}
          size="xs"
          variant={index === 0 ? 'filled' : 'default'}
          loading={act.isPending && act.variables?.verb === verb}
          onClick={() => begin(verb)}
        >
          {t(`inbox:verb.${verb}`)}
        </Button>
      ))}
    </Group>
  );
}

function needsWords(verb: Verb, task: WholeTask): boolean {
  if (verb === 'complete') return outputFields(task.outputSchema).length > 0;
  return verb === 'wait' || verb === 'reject' || verb === 'fail' || verb === 'decline';
}
