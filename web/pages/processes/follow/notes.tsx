import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once, type Schemas } from '../../../client/api.ts';
import { useMembership } from '../../../client/me.ts';
import { keyOf } from '../../../client/news.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { When } from '../../../parts/when.tsx';
import type { WholeProcess } from '../queries.ts';
import { useManages } from './head.tsx';

/** What was said about a process, the newest first. */
export function Notes({ account, process }: { account: string; process: WholeProcess }) {
  const { t } = useTranslation(['processes', 'common']);
  const queryKey = [...keyOf.process(account, process.id), 'notes'];
  const notes = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      answer(
        api(account).GET('/v1/processes/{id}/notes', {
          params: { path: { id: process.id }, query: { perPage: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const all = notes.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="sm">
      {useManages(account, process) && <NewNote account={account} process={process.id} />}
      {notes.error && <ProblemNote error={notes.error} again={() => void notes.refetch()} />}
      {!notes.data && !notes.error && <SkeletonRows rows={3} />}
      {notes.data && all.length === 0 && <p className="quiet">{t('notes.none')}</p>}
      <ul className="notes" aria-live="polite">
        {all.map((note) => (
          <NoteItem key={note.id} note={note} />
        ))}
      </ul>
      {notes.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          onClick={() => void notes.fetchNextPage()}
          loading={notes.isFetchingNextPage}
        >
          {t('common:page.more')}
        </Button>
      )}
    </Stack>
  );
}

function NoteItem({ note: { kind, text, author, createdAt } }: { note: Schemas['Note'] }) {
  const { t } = useTranslation(['processes', 'common']);
  return (
    <li>
      <Text size="sm">
        <strong>{author.name}</strong>
        <span className="quiet">
          {author.account && ` · ${author.account.name}`} · <When at={createdAt} /> · {t(`notes.${kind}`)}
        </span>
      </Text>
      <p className="note-text">{text}</p>
    </li>
  );
}

function NewNote({ account, process }: { account: string; process: string }) {
  const { t } = useTranslation(['processes', 'common']);
  const queries = useQueryClient();
  const name = useMembership(account)?.name ?? account;
  const [text, setText] = useState('');
  const [kind, setKind] = useState<'public' | 'internal'>('internal');
  const write = useMutation({
    mutationFn: () =>
      answer(
        api(account).POST('/v1/processes/{id}/notes', {
          params: { path: { id: process }, header: once() },
          body: { kind, text: text.trim() },
        }),
      ),
    onSuccess: () => {
      setText('');
      tellDone(t('notes.written'));
      return queries.invalidateQueries({ queryKey: keyOf.process(account, process) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') write.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label={t('notes.write')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autosize
          minRows={2}
          maxLength={10_000}
        />
        <Group justify="space-between" align="flex-end">
          <Radio.Group value={kind} onChange={(to) => setKind(to as typeof kind)} label={t('notes.who')} size="sm">
            <Group gap="md" mt={4}>
              <Radio value="internal" label={t('notes.internalLabel', { name })} />
              <Radio value="public" label={t('notes.publicLabel')} />
            </Group>
          </Radio.Group>
          <Button type="submit" size="xs" loading={write.isPending} disabled={text.trim() === ''}>
            {t('notes.send')}
          </Button>
        </Group>
        {write.error && <ProblemNote error={write.error} />}
      </Stack>
    </form>
  );
}
