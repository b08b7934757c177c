import { useTranslation } from 'react-i18next';

/** Where rows will be; says nothing to the eye for a moment, since most lists are there by then. */
export function SkeletonRows({ rows = 6, height = 28 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('page.loading')} className="skeletons">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="skeleton" style={{ height, marginBottom: 10, width: `${92 - ((row * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
