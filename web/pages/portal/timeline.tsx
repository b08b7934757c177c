import { useTranslation } from 'react-i18next';
import type { ToldProcess } from '../../client/portal.ts';
import { useFormat } from '../../parts/format.ts';
import { StateSign } from '../../parts/graph/signs.tsx';

/** What is done for somebody, from the first to the last, each with how far it is. */
export function Timeline({ process: { title, status, steps } }: { process: ToldProcess }) {
  const { t } = useTranslation('portal');
  const { day } = useFormat();
  const done = steps.filter(({ state }) => state === 'done').length;
  const needed = steps.filter(({ state }) => state !== 'not_needed').length;
  return (
    <section>
      <h2>{title}</h2>
      <p className="quiet">{status === 'open' ? t('progress', { done, count: needed }) : t(`status.${status}`)}</p>
      <ol className="portal-steps">
        {steps.map(({ key, text, state, at }) => (
          <li key={key} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="portal-sign">
              <StateSign state={state} />
            </span>
            <span className="portal-step">
              <span className="portal-text">{text}</span>
              <span className="portal-state">
                {t(`state.${state}`)}
                {at && state !== 'not_needed' && ` · ${t(state === 'done' ? 'on' : 'by', { when: day(at) })}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
