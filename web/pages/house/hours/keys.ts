import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useCommands } from '../../../shell/commands.ts';

/** From year to year by key. */
export function useYearCommands(year: number, go: (year: number) => void): void {
  const { t } = useTranslation(['house', 'common']);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `go` is made anew with every drawing and does the same.
  const commands = useMemo<Command[]>(() => {
    const group = t('hours.title');
    return [
      { id: 'year-before', label: t('hours.yearBefore'), group, keys: '[', run: () => go(year - 1) },
      { id: 'year-after', label: t('hours.yearAfter'), group, keys: ']', run: () => go(year + 1) },
    ];
  }, [t, year]);
  useCommands(commands);
}
