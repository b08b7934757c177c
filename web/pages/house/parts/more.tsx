import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Pages = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
};

/** The end of a list: how much of it is shown, and the rest of it. */
export function More({ pages, shown }: { pages: Pages; shown: number }) {
  const { t } = useTranslation(['house', 'common']);
  return (
    <div className="house-more">
      <Text size="sm" className="quiet" role="status">
        {t(pages.hasNextPage ? 'list.some' : 'list.all', { count: shown })}
      </Text>
      {pages.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('common:page.more')}
        </Button>
      )}
    </div>
  );
}
