import { Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { useTranslation } from 'react-i18next';
import { useAllCommands } from './commands.ts';
import { Keys } from './key-names.tsx';

/** Every command of the page one is on, by name. */
export default function Palette() {
  const { t } = useTranslation();
  const commands = useAllCommands().filter(({ keysOnly }) => !keysOnly);
  const groups = [...new Set(commands.map(({ group }) => group))];
  const actions = groups.map((group) => ({
    group,
    actions: commands
      .filter((command) => command.group === group)
      .map(({ id, label, keys, run }) => ({
        id,
        label,
        onClick: run,
        rightSection: keys ? <Keys keys={keys} /> : undefined,
      })),
  }));
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      limit={40}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound={t('palette.nothing')}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
      aria-label={t('palette.label')}
    />
  );
}
