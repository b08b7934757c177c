import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/problem.tsx';

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What it comes to. */
  readonly children: ReactNode;
  readonly does: string;
  readonly onConfirm: () => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly harmless?: boolean;
};

/** Asks before something that is felt elsewhere, and says what that will be. */
export function Confirm({ opened, onClose, title, children, does, onConfirm, busy, error, harmless = false }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      centered
    >
      <Stack>
        {children}
        {error !== null && error !== undefined && <ProblemNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button color={harmless ? undefined : 'red.9'} loading={busy} onClick={onConfirm}>
            {does}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
