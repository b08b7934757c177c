import { Button } from '@mantine/core';
import { useWords } from '../parts/data.ts';

type Paged = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
};

/** The page after, where there is one. */
export function More({ of }: { of: Paged }) {
  const { t } = useWords();
  if (!of.hasNextPage) return null;
  return (
    <Button variant="default" size="xs" mt="sm" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {t('common:page.more')}
    </Button>
  );
}
