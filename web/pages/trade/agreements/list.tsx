import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { AccountBadge } from '../../../parts/account.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { type Agreement, agreementsQuery, useRights, useWords } from '../parts/data.ts';
import { Page, Shown } from '../parts/page.tsx';
import { NewAgreement } from './new-agreement.tsx';
import { AgreementPeriod, AgreementState, toAccept, useParties } from './words.tsx';

const route = getRouteApi('/app/a/$account/agreements');
const sides = ['all', 'provider', 'customer'] as const;

/** What an account has promised, and what was promised to it. */
export function AgreementsPage() {
  const { t } = useWords();
  const { account } = route.useParams();
  const { side, over = false, add = false } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayChange } = useRights(account);
  const agreements = useQuery(agreementsQuery(account));
  const commands = useMemo<Command[]>(() => {
    const run = () => void navigate({ search: { add: true } });
    return mayChange
      ? [{ id: 'agreement-new', label: t('agreement.add'), group: t('agreements'), keys: 'n', run }]
      : [];
  }, [mayChange, t, navigate]);
  useCommands(commands);
  const addButton = mayChange && (
    <Button onClick={() => void navigate({ search: { add: true } })}>{t('agreement.add')}</Button>
  );
  return (
    <Page title={t('agreements')} actions={addButton}>
      <Shown of={agreements}>
        {(all) => {
          if (all.length === 0) {
            return (
              <Empty title={t('agreement.empty.title')} action={addButton}>
                {t('agreement.empty.text')}
              </Empty>
            );
          }
          const shown = all.filter((one) => side === undefined || one.side === 'both' || one.side === side);
          const expired = shown.filter(({ status }) => status === 'expired');
          const of = (title: string, some: readonly Agreement[]) => (
            <Section title={title} agreements={some} account={account} />
          );
          return (
            <>
              <SegmentedControl
                aria-label={t('agreement.side.label')}
                size="xs"
                data={sides.map((value) => ({ value, label: t(`agreement.side.${value}`) }))}
                value={side ?? 'all'}
                onChange={(to) =>
                  void navigate({
                    search: {
                      ...(to === 'provider' || to === 'customer' ? { side: to } : {}),
                      ...(over ? { over } : {}),
                    },
                    replace: true,
                  })
                }
              />
              {of(t('agreement.list.toAccept'), shown.filter(toAccept))}
              {of(
                t('agreement.list.active'),
                shown.filter(({ status }) => status === 'active'),
              )}
              {of(
                t('agreement.list.scheduled'),
                shown.filter(({ status }) => status === 'scheduled_for_activation'),
              )}
              {of(
                t('agreement.list.prepared'),
                shown.filter((one) => one.status === 'being_prepared' && !toAccept(one)),
              )}
              {over && of(t('agreement.list.expired'), expired)}
              {shown.length === 0 && <p className="quiet">{t('agreement.noneOfSide')}</p>}
              {expired.length > 0 && (
                <Link
                  from="/a/$account/agreements"
                  to="."
                  search={{ ...(side ? { side } : {}), ...(over ? {} : { over: true }) }}
                  replace
                  className="trade-away"
                >
                  {over ? t('agreement.list.hideExpired') : t('agreement.list.showExpired', { count: expired.length })}
                </Link>
              )}
            </>
          );
        }}
      </Shown>
      {mayChange && add && <NewAgreement account={account} onClose={() => void navigate({ search: {} })} />}
    </Page>
  );
}

function Section({ title, agreements, account }: { title: string; agreements: readonly Agreement[]; account: string }) {
  const { t } = useWords();
  const parties = useParties();
  if (agreements.length === 0) return null;
  return (
    <section className="trade-section">
      <h2>
        {title} <span className="quiet">{agreements.length}</span>
      </h2>
      <Wide label={title}>
        <table className="plain trade-fixed">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('agreement.name')}</th>
              <th scope="col">{t('agreement.with')}</th>
              <th scope="col">{t('agreement.offering')}</th>
              <th scope="col">{t('agreement.period')}</th>
              <th scope="col">{t('offerings.state')}</th>
            </tr>
          </thead>
          <tbody>
            {agreements.map((agreement) => (
              <tr key={agreement.id}>
                <td>
                  <Link
                    to="/a/$account/agreements/$agreement"
                    params={{ account, agreement: agreement.id }}
                    className="trade-link"
                  >
                    {agreement.name}
                  </Link>
                </td>
                <td>
                  {agreement.other && (
                    <AccountBadge
                      handle={agreement.other.handle}
                      name={agreement.other.name ?? agreement.other.handle}
                    />
                  )}
                  <div className="quiet small">{parties(agreement)}</div>
                </td>
                <td>
                  {agreement.offering?.name ?? '–'}
                  {agreement.service && <div className="quiet small">{agreement.service}</div>}
                </td>
                <td>
                  <AgreementPeriod agreement={agreement} />
                </td>
                <td>
                  <AgreementState agreement={agreement} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
