import { Wide } from '../../../parts/wide.tsx';
import { useWords, type WholeTrust } from '../parts/data.ts';
import { type ForeseenEnd, openOf } from './foresee.ts';
import { nameOf } from './state.tsx';

/** What would come of ending a trust, in numbers and words. */
export function Foreseen({ of, trust }: { of: ForeseenEnd; trust: WholeTrust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const open = openOf(of);
  const lines = [
    of.begun > 0 && t('end.foreseen.begun', { count: of.begun }),
    of.votes > 0 && t('end.foreseen.votes', { count: of.votes }),
    of.processes !== null && of.processes > 0 && t('end.foreseen.processes', { count: of.processes }),
    of.toCome !== null && of.toCome > 0 && t('end.foreseen.toCome', { count: of.toCome, name }),
    of.people !== null && of.people > 0 && t('end.foreseen.people', { count: of.people }),
    of.offerings > 0 && t('end.foreseen.offerings', { count: of.offerings }),
    of.lentRoles > 0 && t('end.foreseen.lentRoles', { count: of.lentRoles, name }),
  ].filter((line) => line !== false);
  return (
    <div className="foreseen">
      <div className="foreseen-open">
        <strong className="foreseen-number">{open}</strong>
        <span>{t(`end.foreseen.open.${trust.side}`, { count: open, name })}</span>
      </div>
      {of.tasks.length > 0 && (
        <ul className="foreseen-states">
          {of.tasks.map(({ status, number }) => (
            <li key={status}>
              {t(`common:status.${status}`)} <strong>{number}</strong>
            </li>
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <ul className="trade-bullets">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {of.teams.length > 0 && (
        <Wide label={t('end.foreseen.teams')}>
          <table className="plain trade-narrow">
            <caption className="small">{t('end.foreseen.teams')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('end.foreseen.team')}</th>
                <th scope="col">{t('end.foreseen.openTasks')}</th>
              </tr>
            </thead>
            <tbody>
              {of.teams.map(({ id, name, number }) => (
                <tr key={id}>
                  <td>{name}</td>
                  <td>{number}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </div>
  );
}
