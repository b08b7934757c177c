import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../client/api.ts';
import { useMembership } from '../../client/me.ts';
import { AccountBadge } from '../../parts/account.tsx';
import { ProblemNote, tellProblem } from '../../parts/problem.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { When } from '../../parts/when.tsx';
import { notesQuery, type WholeTask } from './queries.ts';
import { notesOf } from './works-on.ts';

type Kind = ReturnType<typeof notesOf>[number];

type Props = {
  readonly account: string;
  readonly task: WholeTask;
  /** How often one was asked for by its key; 0 where the notes were merely turned to. */
  readonly asked: number;
};

/** What was said about the task. Of every note it is plain who reads it, before it is written and after. */
export default function TaskNotes({ account, task, asked }: Props) {
  const { t } = useTranslation(['tasks', 'common']);
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(notesQuery(account, task.id));
  const kinds = notesOf(task, useMembership(account));
  const notes = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="task-sections">
      {kinds.length > 0 && <WriteNote account={account} task={task} asked={asked} kinds={kinds} />}
      {error && !data && <ProblemNote error={error} />}
      {!data && !error && <SkeletonRows rows={3} />}
      {data && notes.length === 0 && <p className="quiet">{t('notes.none')}</p>}
      <ul className="task-notes">
        {notes.map(({ id, kind, text, author, createdAt }) => (
          <li key={id} data-kind={kind}>
            <p className="task-small">
              <strong>{author.name}</strong> <AccountBadge {...author.account} /> <When at={createdAt} />
              <span className="task-kind">
                {kind === 'public' ? t('notes.isPublic') : t('notes.isInternal', { name: author.account.name })}
              </span>
            </p>
            <p className="task-text">{text}</p>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" size="xs" onClick={() => void fetchNextPage()}>
          {t('common:page.more')}
        </Button>
      )}
    </div>
  );
}

function WriteNote({ account, task, asked, kinds }: Props & { readonly kinds: readonly Kind[] }) {
  const { t } = useTranslation('tasks');
  const acting = useMembership(account);
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (asked > 0) field.current?.focus();
  }, [asked]);
  // What is said by mistake to too few can be said again; what was said to too many cannot be taken back.
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'public');
  const write = useMutation({
    mutationFn: () =>
      answer(
        api(account).POST('/v1/tasks/{id}/notes', {
          params: { path: { id: task.id }, header: once() },
          body: { kind, text },
        }),
      ),
    onSuccess: () => {
      setText('');
      return queries.invalidateQueries({ queryKey: notesQuery(account, task.id).queryKey });
    },
    onError: (error) => tellProblem(error),
  });
  const others = [task.owner, task.assigned?.account].filter((side) => side && side.handle !== account);
  const names = others.map((side) => side?.name).join(', ');
  const readBy = {
    internal: t('notes.internal', { name: acting?.name ?? account }),
    public: names === '' ? t('notes.publicHere') : t('notes.public', { names }),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('notes.kind')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={kinds.map((one) => ({ value: one, label: readBy[one] }))}
          style={{ alignSelf: 'start' }}
        />
        <Textarea
          ref={field}
          label={
            kind === 'internal' ? t('notes.writeInternal', { name: acting?.name ?? account }) : t('notes.writePublic')
          }
          autosize
          minRows={2}
          maxLength={20_000}
          required
          withAsterisk={false}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Group>
          <Button type="submit" size="xs" loading={write.isPending} disabled={text.trim() === ''}>
            {t('notes.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
