import { useTranslation } from 'react-i18next';
import { Empty } from '../../../parts/empty.tsx';
import { LinkButton, LinkText } from '../links.tsx';
import type { ListSearch } from './search.ts';

/** An empty list says whether there is nothing at all, or nothing like this. */
export function NoProcesses({ account, search, starts }: { account: string; search: ListSearch; starts: boolean }) {
  const { t } = useTranslation('processes');
  const { tab, ...narrow } = search;
  if (Object.keys(narrow).length > 0) {
    return (
      <Empty
        title={t('empty.narrow')}
        action={
          <LinkText to="/a/$account/processes" params={{ account }} search={tab ? { tab } : {}}>
            {t('empty.widen')}
          </LinkText>
        }
      >
        {t('empty.narrowHelp')}
      </Empty>
    );
  }
  if (tab === 'halted') return <Empty title={t('empty.halted')}>{t('empty.haltedHelp')}</Empty>;
  if (tab === 'over') return <Empty title={t('empty.over')}>{t('empty.overHelp')}</Empty>;
  const action = starts ? (
    <LinkButton to="/a/$account/start" params={{ account }}>
      {t('start.choose')}
    </LinkButton>
  ) : undefined;
  return (
    <Empty title={t('empty.all')} action={action}>
      {t(starts ? 'empty.allHelp' : 'empty.allHelpReader')}
    </Empty>
  );
}
