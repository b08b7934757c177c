import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { saveFile } from '../../../client/file.ts';
import { useFormat } from '../../../parts/format.ts';
import { tellProblem } from '../../../parts/problem.tsx';
import { When } from '../../../parts/when.tsx';
import { useAct } from '../parts/act.ts';
import { Confirm } from '../parts/confirm.tsx';
import { type Agreement, useRights, useWords } from '../parts/data.ts';
import { dayIn, firstDayOf, monthAfter, monthIn } from '../parts/days.ts';
import { Shown, State } from '../parts/page.tsx';
import { daysOf, fileOf, type Report, reportQuery } from './report-data.ts';
import { Attainments, Stops } from './report-figures.tsx';
import { ReportTasks } from './report-tasks.tsx';
import { Verify } from './report-verify.tsx';
import { zoneOf } from './words.tsx';
import './agreements.css';

/** What an agreement came to in a month; the same figures on both sides. */
export function ReportView({ account, agreement, period }: { account: string; agreement: Agreement; period?: string }) {
  const { t } = useWords();
  const now = monthIn(new Date(), zoneOf(agreement));
  const ended = agreement.status === 'expired' && agreement.endsAt !== null;
  const usual = ended ? monthIn(new Date(Date.parse(agreement.endsAt as string) - 1), zoneOf(agreement)) : now;
  const month = period ?? usual;
  const report = useQuery(reportQuery(account, agreement.id, month));
  const first = monthIn(agreement.startsAt, zoneOf(agreement));
  return (
    <section aria-label={t('agreement.view.report')}>
      <div className="report-bar">
        <MonthStep to={monthAfter(month, -1)} label={t('report.before')} off={month <= first} sign="‹" />
        <h2>
          <MonthName month={month} />
        </h2>
        <MonthStep to={monthAfter(month, 1)} label={t('report.after')} off={month >= now} sign="›" />
        <Files account={account} id={agreement.id} month={month} />
      </div>
      <Shown of={report}>
        {(of) => (
          <>
            <Frozen account={account} agreement={agreement} report={of} month={month} />
            {of.figures.tasks === 0 && <p className="quiet">{t('report.nothing')}</p>}
            <Attainments of={of.figures} />
            <ReportTasks account={account} report={of} />
            <Stops of={of.figures} provider={of.agreement.provider.name ?? ''} />
            <Verify report={of} />
          </>
        )}
      </Shown>
    </section>
  );
}

function MonthStep({ to, label, off, sign }: { to: string; label: string; off: boolean; sign: string }) {
  if (off)
    return (
      <span className="month-step off" aria-hidden="true">
        {sign}
      </span>
    );
  return (
    <Link
      from="/a/$account/agreements/$agreement"
      to="."
      search={{ view: 'report', period: to }}
      className="month-step"
      aria-label={label}
    >
      {sign}
    </Link>
  );
}

function MonthName({ month }: { month: string }) {
  const { locale } = useFormat();
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return <>{format.format(new Date(`${firstDayOf(month)}T00:00:00Z`))}</>;
}

function Files({ account, id, month }: { account: string; id: string; month: string }) {
  const { t } = useWords();
  const save = useMutation({
    mutationFn: async (format: 'csv' | 'html' | 'json') =>
      saveFile(await fileOf(account, id, month, format), `report-${month}.${format}`),
    onError: (error) => tellProblem(error),
  });
  return (
    <Group gap="xs" className="actions">
      {(['csv', 'html', 'json'] as const).map((format) => (
        <Button
          key={format}
          size="compact-sm"
          variant="default"
          loading={save.isPending && save.variables === format}
          onClick={() => save.mutate(format)}
        >
          {t(`report.file.${format}`)}
        </Button>
      ))}
    </Group>
  );
}

/** Whether the figures can still change, and the way to freeze them. */
function Frozen({ account, agreement, report, month }: FrozenProps) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const { zone } = report.figures.calendar;
  const [asked, ask] = useState(false);
  const { from, to } = daysOf(month);
  const over = to <= dayIn(new Date(), zone);
  const close = useAct({
    run: () =>
      answer(
        api(account).POST('/v1/agreements/{id}/report/closure', {
          params: { path: { id: agreement.id }, header: once() },
          body: { from, to },
        }),
      ),
    anew: [['agreement', account, agreement.id, 'report']],
    done: t('report.closed'),
    after: () => ask(false),
    inForm: true,
  });
  return (
    <div className="report-frozen">
      {report.closedAt ? (
        <>
          <State kind="fine">{t('report.frozen')}</State>
          <span className="quiet small">
            {t('report.frozenSince')}{' '}
            <When at={report.closedAt} zone={zone} name={report.agreement.provider.name ?? ''} />
          </span>
        </>
      ) : (
        <>
          <State kind="soon">{t(over ? 'report.open' : 'report.running')}</State>
          <span className="quiet small">
            {t('report.countedAt')}{' '}
            <When at={report.countedAt} zone={zone} name={report.agreement.provider.name ?? ''} />
          </span>
          {over && mayChange && (
            <Button size="compact-sm" onClick={() => ask(true)}>
              {t('report.close')}
            </Button>
          )}
        </>
      )}
      {asked && (
        <Confirm
          opened
          title={t('report.closeTitle')}
          action={t('report.close')}
          busy={close.isPending}
          error={close.error}
          onDo={() => close.mutate(undefined)}
          onClose={() => ask(false)}
        >
          <p>
            <strong>
              <MonthName month={month} />
            </strong>
          </p>
          <p>{t('report.closeText', { open: report.figures.open })}</p>
        </Confirm>
      )}
    </div>
  );
}
type FrozenProps = {
  readonly account: string;
  readonly agreement: Agreement;
  readonly report: Report;
  readonly month: string;
};
