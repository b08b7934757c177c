import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../../parts/empty.tsx';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { Wide } from '../../../parts/wide.tsx';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { useRights } from '../parts/rights.ts';

type Place = { readonly id: string; readonly accountId: string; readonly name: string };
type Props<P extends Place> = {
  readonly kind: 'organization' | 'site';
  readonly found: {
    readonly data?: readonly P[] | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  /** Opens the form of one, or of a new one. */
  readonly open: (id: string) => void;
  readonly columns: readonly string[];
  readonly cells: (place: P) => readonly (string | undefined)[];
  readonly depth?: (place: P) => number;
  readonly peopleBy: 'organization' | 'site';
  readonly children: ReactNode;
};

/** A list of places, those of the account and those of its directory. */
export function Places<P extends Place>({ kind, found, open, columns, cells, depth, peopleBy, children }: Props<P>) {
  const { t } = useTranslation(['house', 'common']);
  const { account, maintains, own } = useRights();
  const commands = useMemo<Command[]>(
    () =>
      maintains
        ? [{ id: `${kind}-new`, label: t(`${kind}.new`), group: t(`${kind}.title`), keys: 'n', run: () => open('new') }]
        : [],
    [maintains, kind, open, t],
  );
  useCommands(commands);
  useTitle(t(`${kind}.title`));
  const { data, error } = found;
  return (
    <>
      <div className="page-head">
        <h1>{t(`${kind}.title`)}</h1>
        {maintains && (
          <div className="actions">
            <Button onClick={() => open('new')}>{t(`${kind}.new`)}</Button>
          </div>
        )}
      </div>
      {error !== null && <ProblemNote error={error} again={() => void found.refetch()} />}
      {!data && error === null && <SkeletonRows />}
      {data?.length === 0 && <Empty title={t(`${kind}.noneTitle`)}>{t(`${kind}.none`)}</Empty>}
      {data && data.length > 0 && (
        <Wide label={t(`${kind}.title`)}>
          <table className="plain">
            <caption className="visually-hidden">{t(`${kind}.title`)}</caption>
            <thead>
              <tr>
                <th scope="col">{t('place.name')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
                <th scope="col">{t('person.home')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('place.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((place) => (
                <tr key={place.id}>
                  <th scope="row" style={{ paddingLeft: 10 + 20 * (depth?.(place) ?? 0) }}>
                    {place.name}
                  </th>
                  {cells(place).map((cell, index) => (
                    <td key={columns[index]}>{cell || <span className="quiet">–</span>}</td>
                  ))}
                  <td>{own && t(place.accountId === own.id ? 'person.here' : 'person.directory')}</td>
                  <td className="house-row-actions">
                    <Link
                      to="/a/$account/people"
                      params={{ account }}
                      search={{ [peopleBy]: place.id }}
                      aria-label={t('place.peopleOf', { name: place.name })}
                    >
                      {t('place.people')}
                    </Link>
                    {maintains && place.accountId === own?.id && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('place.edit', { name: place.name })}
                        onClick={() => open(place.id)}
                      >
                        {t('common:action.edit')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {children}
    </>
  );
}
