import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../../client/api.ts';
import { firstDayOf, monthAfter } from '../parts/days.ts';

export type Report = Schemas['AgreementReport'];
export type Figures = Schemas['AgreementFigures'];

/** A month as the API names a period: its first day, and the day after its last. */
export const daysOf = (month: string) => ({ from: firstDayOf(month), to: firstDayOf(monthAfter(month, 1)) });

export const reportQuery = (account: string, id: string, month: string) =>
  queryOptions({
    queryKey: ['agreement', account, id, 'report', month],
    queryFn: () =>
      answer(
        api(account).GET('/v1/agreements/{id}/report', {
          params: { path: { id }, query: { ...daysOf(month), format: 'json' } },
        }),
      ) as Promise<Report>,
  });

/** The report as a file, as the API writes it. */
export async function fileOf(
  account: string,
  id: string,
  month: string,
  format: 'csv' | 'html' | 'json',
): Promise<Blob> {
  const query = { ...daysOf(month), format };
  return answer(
    api(account).GET('/v1/agreements/{id}/report', { params: { path: { id }, query }, parseAs: 'blob' }),
  ) as Promise<Blob>;
}
