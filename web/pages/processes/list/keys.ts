import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { rowKeys } from '../row-keys.ts';

export const searchFieldId = 'process-search';

/** The list by keys. */
export function useListKeys(account: string, starts: boolean): void {
  const { t } = useTranslation('processes');
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const group = t('keys.group');
    const start = () => void navigate({ to: '/a/$account/start', params: { account } });
    const search = () => document.getElementById(searchFieldId)?.focus();
    return [
      ...rowKeys({ group, next: t('keys.next'), previous: t('keys.previous') }),
      ...(starts ? [{ id: 'start', label: t('start.choose'), group, keys: 'n', run: start }] : []),
      { id: 'search', label: t('list.search'), group, keys: '/', run: search },
    ];
  }, [t, navigate, account, starts]);
  useCommands(commands);
}
