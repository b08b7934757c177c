import { useTranslation } from 'react-i18next';
import { useLiveState } from '../client/live.ts';

/** Whether what is shown keeps itself up to date. */
export function LiveState() {
  const { t } = useTranslation();
  const state = useLiveState();
  return (
    <div className="live-state" role="status" title={t('live.explain')} data-state={state}>
      <span className="dot" aria-hidden="true" />
      {t(`live.${state}`)}
    </div>
  );
}
