import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { keyOf } from '../../../client/news.ts';
import { tellDone } from '../../../parts/problem.tsx';

type Body = {
  template: string;
  input: { [field: string]: unknown };
  roles?: { [role: string]: string };
  team?: string;
};

/** Starts a process and goes on to it. The same form sent twice starts one. */
export function useStart(account: string, body: Body, started: () => void) {
  const { t } = useTranslation('processes');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const content = JSON.stringify(body);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sent under one key stays the same.
  const header = useMemo(() => once(), [content]);
  return useMutation({
    mutationFn: () => answer(api(account).POST('/v1/processes', { params: { header }, body })),
    onSuccess: async ({ id, title }) => {
      started();
      void queries.invalidateQueries({ queryKey: keyOf.processes(account) });
      tellDone(t('start.started', { title }));
      await navigate({ to: '/a/$account/processes/$process', params: { account, process: id } });
    },
  });
}
