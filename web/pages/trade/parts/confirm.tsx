import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from './data.ts';
import { Refusal } from './page.tsx';

/** Asks before something is done that is not easily undone, with what it comes to. */
export function Confirm({ opened, title, action, typed, danger, busy, error, onDo, onClose, children }: ConfirmProps) {
  const { t } = useWords();
  const [written, write] = useState('');
  const ready = typed === undefined || written.trim() === typed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onDo();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      classNames={{ body: 'trade' }}
    >
      <form onSubmit={submit}>
        <Stack>
          {children}
          {typed !== undefined && (
            <TextInput
              label={t('confirm.type', { text: typed })}
              value={written}
              onChange={({ currentTarget }) => write(currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
            />
          )}
          <Refusal error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" {...(danger ? { color: 'red.8' } : {})} loading={busy} disabled={!ready}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
type ConfirmProps = {
  readonly opened: boolean;
  readonly title: string;
  readonly action: string;
  /** What must be written to go on. */
  readonly typed?: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error?: unknown;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};
