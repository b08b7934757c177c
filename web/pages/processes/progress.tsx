import { useTranslation } from 'react-i18next';
import type { Process } from './queries.ts';

/** How much of a process is done: as a bar, and in words. */
export function ProgressBar({ progress: { done, total, open, halted } }: { progress: Process['progress'] }) {
  const { t } = useTranslation('processes');
  const part = (count: number) => ({ width: `${total === 0 ? 0 : (count / total) * 100}%` });
  return (
    <div className="progress">
      <div className="progress-bar" aria-hidden="true">
        <span data-part="done" style={part(done)} />
        <span data-part="halted" style={part(halted)} />
        <span data-part="open" style={part(open)} />
      </div>
      <span className="nowrap">{t('progress', { done, total })}</span>
    </div>
  );
}
