import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../../../shell/commands.ts';

/** What one does with keys in the list of people. */
export function usePeopleCommands(account: string, maintains: boolean): void {
  const { t } = useTranslation(['house', 'common']);
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const group = t('people.title');
    const search = () => document.querySelector<HTMLInputElement>('#people-search')?.focus();
    const add = () => void navigate({ to: '/a/$account/people/new', params: { account } });
    return [
      { id: 'people-search', label: t('people.search'), group, keys: '/', run: search },
      ...(maintains ? [{ id: 'people-new', label: t('people.new'), group, keys: 'n', run: add }] : []),
    ];
  }, [t, navigate, account, maintains]);
  useCommands(commands);
}
