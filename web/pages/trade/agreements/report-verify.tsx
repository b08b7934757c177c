import { Button, CopyButton } from '@mantine/core';
import { useWords } from '../parts/data.ts';
import type { Report } from './report-data.ts';

/** By what both parties know that they read the same figures, and how either counts them anew. */
export function Verify({ report }: { report: Report }) {
  const { t } = useWords();
  const { provider, customer } = report.agreement;
  const name = (party: typeof provider) => party.name ?? party.handle;
  const same = provider.handle === customer.handle;
  return (
    <section className="trade-section">
      <h3>{t('verify.title')}</h3>
      <p className="trade-measure">
        {same ? t('verify.own') : t('verify.text', { provider: name(provider), customer: name(customer) })}
      </p>
      <p className="hash">
        <code>{report.hash}</code>
        <CopyButton value={report.hash}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy} aria-label={t('verify.copy')}>
              {t(copied ? 'common:action.copied' : 'common:action.copy')}
            </Button>
          )}
        </CopyButton>
      </p>
      <p className="trade-measure small">{t('verify.how')}</p>
      <pre className="command">accord sla verify report-{report.period.from.slice(0, 7)}.json</pre>
    </section>
  );
}
