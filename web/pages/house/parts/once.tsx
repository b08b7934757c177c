import { Button, CopyButton, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A secret that is shown this one time. */
export function ShownOnce({ label, secret, children }: { label: string; secret: string; children: React.ReactNode }) {
  const { t } = useTranslation(['house', 'common']);
  return (
    <Stack gap="sm">
      <p className="house-note">
        <strong className="soon">{t('once.title')}.</strong> {children}
      </p>
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
    </Stack>
  );
}
