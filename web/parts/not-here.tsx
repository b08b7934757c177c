import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from './title.ts';

/** Nothing is at this address, or nothing that the viewer may know of: the two look the same. */
export function NotHere() {
  const { t } = useTranslation();
  useTitle(t('problem.notFound'));
  return (
    <Stack className="page" gap="xs" align="flex-start">
      <Title order={1} size="h3">
        {t('problem.notFound')}
      </Title>
      <Text maw={560}>{t('problem.notFoundHelp')}</Text>
      <Anchor component={Link} to="/inbox">
        {t('problem.toInbox')}
      </Anchor>
    </Stack>
  );
}
