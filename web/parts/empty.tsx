import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Nothing is here yet: says why, and what one may do. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Stack gap="xs" align="flex-start" maw={560} py="lg">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text className="quiet">{children}</Text>
      {action}
    </Stack>
  );
}
