import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/problem.tsx';

type Props = {
  readonly title: string;
  /** What it comes to. */
  readonly children: ReactNode;
  readonly label: string;
  readonly action: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSay: (reason: string) => void;
  readonly onClose: () => void;
};

/** Asks why before something is done that cannot be undone. */
export function ReasonDialog({ title, children, label, action, pending, error, onSay, onClose }: Props) {
  const { t } = useTranslation(['processes', 'common']);
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onSay(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {children}
          <Textarea
            label={label}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            required
            withAsterisk={false}
            maxLength={2000}
            autosize
            minRows={2}
            data-autofocus
          />
          {error !== null && error !== undefined && <ProblemNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('keep')}
            </Button>
            <Button type="submit" color="red" loading={pending} disabled={reason.trim() === ''}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
