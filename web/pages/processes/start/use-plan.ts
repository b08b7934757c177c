import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../../client/api.ts';
import { running } from '../queries.ts';

type Asked = {
  readonly account: string;
  readonly template: string;
  readonly input: { readonly [field: string]: unknown };
  readonly roles: { readonly [role: string]: string };
};

/** When everything would happen, asked anew a moment after the last change; not before `ready`. */
export function usePlan({ account, template, input, roles }: Asked, ready: boolean) {
  const [asked] = useDebouncedValue(JSON.stringify({ input, roles }), 350);
  const plan = useQuery({
    queryKey: ['plan', account, template, asked],
    queryFn: () =>
      answer(
        api(account).POST('/v1/templates/{name}/plan', {
          params: { path: { name: template } },
          body: JSON.parse(asked) as { input: { [field: string]: unknown }; roles: { [role: string]: string } },
        }),
      ),
    enabled: ready,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return { ...plan, settled: asked === JSON.stringify({ input, roles }) && !plan.isFetching };
}

/** The processes of this template that go on about somebody already. */
export function useTwins(account: string, template: string, subject: string) {
  const query = { template, subject, status: running, perPage: 5 };
  return useQuery({
    queryKey: ['processes', account, 'twins', template, subject],
    queryFn: async () => (await answer(api(account).GET('/v1/processes', { params: { query } }))).items,
    enabled: subject !== '',
  });
}
