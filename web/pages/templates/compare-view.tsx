import { NativeSelect } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../parts/empty.tsx';
import { type GraphNode, ProcessGraph } from '../../parts/graph/graph.tsx';
import { useVersionOptions } from './facts.tsx';
import { lane, useNoteOf } from './nodes.ts';
import type { Place } from './place.ts';
import { differenceQuery, type TemplateDifference } from './queries.ts';
import { StepDetails } from './step-details.tsx';
import { useGo } from './use-go.ts';

/** What changed from one version to another. */
export function CompareView(place: Place) {
  const { t } = useTranslation('templates');
  const options = useVersionOptions(place.versions);
  const go = useGo();
  const current = place.versions.find((version) => version.current) ?? place.versions[0];
  const before = place.versions.find((version) => version !== current);
  if (!current || !before) return <Empty title={t('compare.empty.title')}>{t('compare.empty.text')}</Empty>;
  const { from = before.hash, to = current.hash } = place.search;
  return (
    <>
      <div className="template-bar">
        <NativeSelect
          size="xs"
          label={t('compare.from')}
          data={options}
          value={from}
          onChange={({ currentTarget: { value } }) => go({ from: value, step: undefined })}
        />
        <NativeSelect
          size="xs"
          label={t('compare.to')}
          data={options}
          value={to}
          onChange={({ currentTarget: { value } }) => go({ to: value, step: undefined })}
        />
      </div>
      <Difference {...place} from={from} to={to} />
    </>
  );
}

function Difference({ account, name, search, from, to }: Place & { from: string; to: string }) {
  const { t } = useTranslation('templates');
  const { data } = useSuspenseQuery(differenceQuery(account, name, from, to));
  const noteOf = useNoteOf();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language, which draws all anew.
  const nodes = useMemo(() => data.nodes.map(nodeOf(noteOf)), [data]);
  const go = useGo();
  return (
    <>
      <section aria-live="polite">
        <h2 className="template-h2">{t('compare.words')}</h2>
        {data.words.length === 0 ? (
          <p>{t('compare.same')}</p>
        ) : (
          <ul className="template-words" lang="en">
            {data.words.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </section>
      <h2 className="template-h2">{t('compare.graph')}</h2>
      <ProcessGraph nodes={nodes} onOpen={(step) => go({ step })} shape={search.as} onShape={(as) => go({ as })} />
      <StepDetails steps={data.nodes} open={search.step} onClose={() => go({ step: undefined })} />
    </>
  );
}

type Changed = TemplateDifference['nodes'][number];
const nodeOf =
  (noteOf: (step: Changed) => string) =>
  (step: Changed): GraphNode => ({
    id: step.id,
    kind: step.kind,
    title: step.title,
    lane: lane(step.account),
    after: step.after,
    note: noteOf(step),
    change: step.change,
    ...(step.conditional ? { conditional: step.conditional } : {}),
  });
