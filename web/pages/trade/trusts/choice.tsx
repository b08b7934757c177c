import { Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { answer, api, once } from '../../../client/api.ts';
import { useFormat } from '../../../parts/format.ts';
import { Wide } from '../../../parts/wide.tsx';
import { useAct } from '../parts/act.ts';
import { trustQuery, useWords, type WholeTrust } from '../parts/data.ts';
import { State } from '../parts/page.tsx';
import { ChosenBar, useChosen } from './chosen.tsx';
import { goesOn } from './state.tsx';

/** An offering in a trust; `acceptedAt`: null while that waits, undefined where it is not extended. */
export type Row = {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly acceptedAt: string | null | undefined;
};

/** Offerings to tick: those to extend, or those to accept. */
export function Choice({ account, trust, rows, list, chosen, readOnly = false }: ChoiceProps) {
  const { t } = useWords();
  const { date } = useFormat();
  const { has, toggle, put, reset, added, removed } = useChosen(chosen);
  const queries = useQueryClient();
  const save = useAct({
    run: () =>
      answer(
        api(account).PUT(`/v1/trusts/{id}/${list}`, {
          params: { path: { id: trust.id }, header: once(trust.version) },
          body: { offerings: put },
        }),
      ),
    anew: [trustQuery(account, trust.id).queryKey, ['offered-services', account]],
    done: t('offerings.saved'),
    // The ticks are those of what was answered: none jumps back meanwhile.
    after: (granted) => {
      queries.setQueryData(trustQuery(account, trust.id).queryKey, granted);
      reset();
    },
  });
  const verb = list === 'offerings' ? 'extend' : 'accept';
  return (
    <>
      <Wide label={t('offerings.caption')}>
        <table className="plain">
          <caption className="visually-hidden">{t('offerings.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('offerings.offering')}</th>
              <th scope="col">{t('offerings.service')}</th>
              <th scope="col">{t('offerings.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, service, acceptedAt }) => (
              <tr key={id}>
                <td>
                  {readOnly ? (
                    name
                  ) : (
                    <Checkbox
                      label={name}
                      checked={has(id)}
                      onChange={() => toggle(id)}
                      disabled={!goesOn(trust) && !chosen.includes(id)}
                    />
                  )}
                </td>
                <td>{service}</td>
                <td>
                  {acceptedAt ? (
                    <State kind="fine">{t('offerings.acceptedSince', { date: date(acceptedAt) })}</State>
                  ) : acceptedAt === null ? (
                    <State kind="soon">{t('offerings.toAccept')}</State>
                  ) : (
                    <State kind="quiet">{t('offerings.notExtended')}</State>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {!readOnly && (
        <ChosenBar
          words={t(`offerings.change.${verb}`, { added, removed })}
          warning={removed > 0 ? t(`offerings.warning.${verb}`) : undefined}
          changed={added + removed > 0}
          busy={save.isPending}
          onSave={() => save.mutate(undefined)}
          onReset={reset}
        />
      )}
    </>
  );
}
type ChoiceProps = {
  readonly account: string;
  readonly trust: WholeTrust;
  readonly rows: readonly Row[];
  readonly list: 'offerings' | 'accepted-offerings';
  readonly chosen: readonly string[];
  readonly readOnly?: boolean;
};
