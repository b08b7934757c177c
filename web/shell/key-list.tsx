import { Modal, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllCommands } from './commands.ts';
import { Keys } from './key-names.tsx';
import { usePreferences } from './preferences.ts';

/** All keys that do something on this page. */
export default function KeyList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const commands = useAllCommands().filter(({ keys }) => keys);
  const { shortcuts } = usePreferences();
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        {!shortcuts && <Text className="soon">{t('keys.off')}</Text>}
        {groups.map((group) => (
          <section key={group}>
            <Title order={3} size="h6" mb={4}>
              {group}
            </Title>
            <Table>
              <Table.Tbody>
                {commands
                  .filter((command) => command.group === group)
                  .map(({ id, label, keys }) => (
                    <Table.Tr key={id}>
                      <Table.Td>{label}</Table.Td>
                      <Table.Td ta="right">
                        <Keys keys={keys as string} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
      </Stack>
    </Modal>
  );
}
