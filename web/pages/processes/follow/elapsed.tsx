import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../client/api.ts';
import { useFormat } from '../../../parts/format.ts';
import { useNames } from '../../../parts/names.ts';
import { Wide } from '../../../parts/wide.tsx';

type Elapsed = Schemas['ElapsedTime'];

/** Working time by whose turn it was: a bar for the eye, a list with the same, and what was waited for, link by link. */
export function Elapsed({ elapsed: { shares, links, total } }: { elapsed: Elapsed }) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const turnOf = useTurns();
  const time = (ms: number) => format.minutes(ms / 60_000);
  const shown = shares.filter(({ workingMs }) => workingMs >= 60_000).sort((a, b) => b.workingMs - a.workingMs);
  const waits = links.filter(({ workingMs }) => workingMs >= 60_000);
  if (shown.length === 0) return <p className="quiet">{t('elapsed.none')}</p>;
  return (
    <div className="elapsed">
      <div className="turns" aria-hidden="true">
        {shown.map((share, index) => (
          <span key={turnOf(share.turn, share.account)} data-turn={index % 6} style={{ flexGrow: share.workingMs }} />
        ))}
      </div>
      <ul className="turns-words">
        {shown.map((share, index) => (
          <li key={turnOf(share.turn, share.account)}>
            <span className="turn-sample" data-turn={index % 6} aria-hidden="true" />
            {t('elapsed.share', {
              turn: turnOf(share.turn, share.account),
              time: time(share.workingMs),
              part: format.percent(share.workingMs / total.workingMs),
            })}
          </li>
        ))}
      </ul>
      <Wide label={t('elapsed.caption')}>
        <table className="plain">
          <caption className="quiet">{t('elapsed.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('elapsed.what')}</th>
              <th scope="col">{t('elapsed.turn')}</th>
              <th scope="col">{t('elapsed.period')}</th>
              <th scope="col">{t('elapsed.time')}</th>
            </tr>
          </thead>
          <tbody>
            {waits.map((link) => (
              <tr key={`${link.from} ${link.task} ${link.what}`}>
                <td>
                  <What link={link} />
                </td>
                <td>{turnOf(link.what, link.account)}</td>
                <td>
                  {format.dateTime(link.from)} – {format.dateTime(link.to)}
                </td>
                <td className="nowrap">{time(link.workingMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

function What({ link: { what, title, round, notBefore } }: { link: Elapsed['links'][number] }) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const format = useFormat();
  const step = title === null ? t('elapsed.end') : names.title(title);
  const named = round !== null && round > 1 ? `${step}, ${t('round', { round })}` : step;
  if (what === 'work' || what === 'product') return named;
  return t(`elapsed.link.${what}`, { title: named, at: notBefore ? format.dateTime(notBefore) : '' });
}

function useTurns() {
  const { t } = useTranslation('processes');
  return (turn: string, account: { readonly name: string } | null | undefined) => {
    if (account) return account.name;
    if (turn === 'before') return t('elapsed.before');
    return turn === 'planned' ? t('elapsed.plan') : t('gantt.accord');
  };
}
