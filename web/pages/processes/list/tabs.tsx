import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../client/api.ts';
import { useFormat } from '../../../parts/format.ts';
import { type ListSearch, risks, type Tab, tabs } from './search.ts';

type Props = {
  readonly account: string;
  readonly search: ListSearch;
  readonly count: Schemas['ProcessCount'] | undefined;
};

/** Which of the processes, and how many each are. */
export function Tabs({ account, search, count }: Props) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const { tab: _, ...rest } = search;
  return (
    <nav className="tabs" aria-label={t('list.tabs')}>
      {tabs.map((one) => (
        <Link
          key={one}
          to="/a/$account/processes"
          params={{ account }}
          search={{ ...rest, ...(one === 'running' ? {} : { tab: one }) }}
          className="tab"
          activeOptions={{ exact: true }}
        >
          {t(`list.tab.${one}`)}
          {count && <span className="count">{format.number(sum(count.status)[one])}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** How many are at which risk; choosing one narrows the list down to it. */
export function RiskFilter({ account, search, count }: Props) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const { risk: chosen, ...rest } = search;
  if (!count || search.tab === 'over' || search.tab === 'halted') return null;
  return (
    <ul className="chips" aria-label={t('list.byRisk')}>
      {risks
        .filter((risk) => count.risk[risk] > 0 || risk === chosen)
        .map((risk) => (
          <li key={risk}>
            <Link
              to="/a/$account/processes"
              params={{ account }}
              search={risk === chosen ? rest : { ...rest, risk }}
              className="chip"
              data-risk={risk}
              aria-current={risk === chosen ? 'true' : undefined}
              activeOptions={{ exact: true }}
            >
              {format.number(count.risk[risk])} {t(`risk.${risk}`)}
            </Link>
          </li>
        ))}
    </ul>
  );
}

function sum({
  being_created,
  registered,
  in_progress,
  progress_halted,
  completed,
}: Schemas['ProcessCount']['status']) {
  const running = being_created + registered + in_progress + progress_halted;
  return { running, halted: progress_halted, over: completed, all: running + completed } satisfies Record<Tab, number>;
}
