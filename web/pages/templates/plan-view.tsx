import { TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../client/me.ts';
import { useFormat } from '../../parts/format.ts';
import { type GraphNode, ProcessGraph } from '../../parts/graph/graph.tsx';
import { ProblemNote } from '../../parts/problem.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { When } from '../../parts/when.tsx';
import type { Place } from './place.ts';
import { PlanTable } from './plan-table.tsx';
import { type PlanPreview, planQuery } from './queries.ts';
import { useGo } from './use-go.ts';

/** When everything would happen if the template's example were started now, for a date of one's choice. */
export function PlanView({ account, template, search }: Place) {
  const { t } = useTranslation('templates');
  const owner = useMembership(account)?.name ?? account;
  const go = useGo();
  const { dateTime } = useFormat();
  const { anchor, example } = template;
  const date = search.start ?? String(anchor ? (example[anchor] ?? '') : '');
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    ...planQuery(account, template, date),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <p className="quiet template-lead">{t('plan.lead')}</p>
      {anchor && (
        <div className="template-bar">
          <TextInput
            size="xs"
            type="date"
            label={t('plan.date', { field: anchor })}
            value={date}
            onChange={({ currentTarget: { value } }) => value && go({ start: value })}
          />
        </div>
      )}
      {error ? (
        <ProblemNote error={error} again={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows rows={8} />
      ) : (
        <div aria-busy={isPlaceholderData}>
          <Summary plan={data} account={account} />
          <PlanTable plan={data} owner={{ handle: account, name: owner }} />
          <h2 className="template-h2">{t('plan.drawn')}</h2>
          <ProcessGraph
            nodes={nodesOf(data, { handle: account, name: owner }, (when) => t('plan.until', { when: dateTime(when) }))}
            shape={search.as}
            onShape={(as) => go({ as })}
          />
        </div>
      )}
    </>
  );
}

type Side = { readonly handle: string; readonly name: string };

function nodesOf({ rows }: PlanPreview, owner: Side, until: (when: string) => string): GraphNode[] {
  return rows.map(({ node, kind, title, account, after, late, critical, finishesAt }) => {
    const { handle, name } = account ?? owner;
    return {
      ...{ id: node, kind, title, after, critical },
      lane: { key: handle, name },
      note: until(finishesAt),
      ...(late ? { state: 'late' as const } : {}),
    };
  });
}

function Summary({ plan, account }: { plan: PlanPreview; account: string }) {
  const { t } = useTranslation('templates');
  const late = plan.rows.filter((row) => row.late);
  const critical = plan.rows.filter((row) => row.critical);
  return (
    <div role="status" className="template-summary">
      <p>
        {t('plan.ends')} <When at={plan.endsAt} account={account} />
      </p>
      <p>
        {critical.length > 0
          ? t('plan.critical', { steps: critical.map(({ title }) => title).join(' → ') })
          : t('plan.noCritical')}
      </p>
      <p className={late.length > 0 ? 'late' : 'fine'}>
        {late.length > 0
          ? t('plan.late', { count: late.length, steps: late.map(({ title }) => title).join(', ') })
          : t('plan.fine')}
      </p>
    </div>
  );
}
