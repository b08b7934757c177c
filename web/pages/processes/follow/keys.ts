import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { rowKeys } from '../row-keys.ts';
import { views } from './views.ts';

/** One process by keys: its steps up and down, its views by number, back to the list. */
export function useProcessKeys(account: string, process: string): void {
  const { t } = useTranslation('processes');
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const group = t('keys.group');
    return [
      ...rowKeys({ group, next: t('keys.nextStep'), previous: t('keys.previousStep') }),
      ...views.map((view, index) => ({
        id: `view-${view}`,
        label: t('keys.view', { view: t(`view.${view}`) }),
        group,
        keys: String(index + 1),
        run: () =>
          void navigate({
            to: '/a/$account/processes/$process',
            params: { account, process },
            search: view === 'timeline' ? {} : { view },
          }),
      })),
      {
        id: 'to-list',
        label: t('keys.toList'),
        group,
        keys: 'u',
        run: () => void navigate({ to: '/a/$account/processes', params: { account } }),
      },
    ];
  }, [t, navigate, account, process]);
  useCommands(commands);
}
