import { Alert, Button, CopyButton, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A secret that is shown this one time. */
export function ShownOnce({ label, secret, children }: { label: string; secret: string; children: React.ReactNode }) {
  const { t } = useTranslation(['house', 'common']);
  return (
    <Stack gap="sm">
      <Alert color="yellow" variant="light" title={t('once.title')}>
        {children}
      </Alert>
      <TextInput
        label={label}
        value={secret}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button onClick={copy} variant={copied ? 'light' : 'filled'} data-autofocus>
            {t(copied ? 'common:action.copied' : 'common:action.copy')}
          </Button>
        )}
      </CopyButton>
      <Text size="sm" className="visually-hidden" role="status" />
    </Stack>
  );
}
