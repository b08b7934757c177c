import { useFormat } from '../../parts/format.ts';
import type { PlanPreview } from './queries.ts';
import { placeIn, type Span, ticksOf } from './span.ts';

/** Dates above the bars. */
export function Ticks({ span }: { span: Span }) {
  const { locale } = useFormat();
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return (
    <div className="template-track" aria-hidden="true">
      {ticksOf(span)
        // At the very end there is no room for words.
        .filter((at) => placeIn(span, at) < 88)
        .map((at) => (
          <span key={at} className="template-tick" style={{ left: `${placeIn(span, at)}%` }}>
            {short.format(at)}
          </span>
        ))}
    </div>
  );
}

/** From when to when, and when it is needed. */
export function Bar({ row, span }: { row: PlanPreview['rows'][number]; span: Span }) {
  const [from, to] = [placeIn(span, Date.parse(row.startsAt)), placeIn(span, Date.parse(row.finishesAt))];
  return (
    <div className="template-track">
      {ticksOf(span).map((at) => (
        <i key={at} className="template-line" style={{ left: `${placeIn(span, at)}%` }} />
      ))}
      <b
        className="template-bar-of"
        data-critical={row.critical || undefined}
        data-late={row.late || undefined}
        data-moment={row.startsAt === row.finishesAt || undefined}
        style={{ left: `${from}%`, width: `${to - from}%` }}
      />
      {row.due && <u className="template-due" style={{ left: `${placeIn(span, Date.parse(row.due))}%` }} />}
    </div>
  );
}
