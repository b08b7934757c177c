import { useWords } from '../parts/data.ts';
import './trusts.css';

type Side = 'trusting' | 'trusted';

/**
 * Which way a trust goes, as a picture and as a sentence. The own account is always on the left, so that it is the arrow
 * that tells one direction from the other: what is offered flows along it.
 */
export function Direction({ side, name, mark = name }: { side: Side; name: string; mark?: string }) {
  const { t } = useWords();
  return (
    <div className="direction">
      <div className="direction-picture" aria-hidden="true">
        <span className="direction-end ours">{t('trust.you')}</span>
        <Arrow back={side === 'trusting'} label={t('trust.work')} />
        <span className="direction-end">{mark}</span>
      </div>
      <div>{t(`trust.direction.${side}`, { name })}</div>
    </div>
  );
}

function Arrow({ back, label }: { back: boolean; label: string }) {
  return (
    <span className="direction-arrow">
      <span className="direction-label">{label}</span>
      <svg viewBox="0 0 72 10" width="72" height="10" aria-hidden="true">
        <g transform={back ? 'matrix(-1 0 0 1 72 0)' : undefined}>
          <path d="M2 5H66" />
          <path d="M61 1.5 67 5l-6 3.5" />
        </g>
      </svg>
    </span>
  );
}
