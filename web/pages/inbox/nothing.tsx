import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../parts/empty.tsx';
import { type InboxSearch, isNarrowed } from './search.ts';

/** An inbox without a row, because all is done or because it is narrowed too far. */
export function NothingWaits({ search }: { search: InboxSearch }) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  if (!isNarrowed(search)) {
    return (
      <div className="page">
        <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
      </div>
    );
  }
  const clear = (
    <Button variant="default" onClick={() => void navigate({ to: '/inbox' })}>
      {t('filter.clear')}
    </Button>
  );
  return (
    <div className="page">
      <Empty title={t('empty.narrowed')} action={clear}>
        {t('empty.narrowedText')}
      </Empty>
    </div>
  );
}
