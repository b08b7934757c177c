import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Empty } from '../../../parts/empty.tsx';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { type Trust, trustsQuery, useRights, useWords } from '../parts/data.ts';
import { Page, Shown } from '../parts/page.tsx';
import { Invite } from './invite.tsx';
import { TrustRow } from './row.tsx';
import { isOver, stands, toAnswer } from './state.tsx';

const route = getRouteApi('/app/a/$account/trusts');

/** Whom an account works with: what waits for its answer first, then what stands, what it has asked, what is over. */
export function TrustsPage() {
  const { t } = useWords();
  const { account } = route.useParams();
  const { over = false, invite = false } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayChange } = useRights(account);
  const trusts = useQuery(trustsQuery(account));
  const commands = useMemo<Command[]>(
    () =>
      mayChange
        ? [
            {
              id: 'trust-invite',
              label: t('trust.invite.open'),
              group: t('trusts'),
              keys: 'n',
              run: () => void navigate({ search: (now) => ({ ...now, invite: true }) }),
            },
          ]
        : [],
    [mayChange, t, navigate],
  );
  useCommands(commands);
  const inviteButton = mayChange && (
    <Button onClick={() => void navigate({ search: (now) => ({ ...now, invite: true }) })}>
      {t('trust.invite.open')}
    </Button>
  );
  return (
    <Page title={t('trusts')} actions={inviteButton}>
      <Shown of={trusts}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('trust.empty.title')} action={inviteButton}>
              {t('trust.empty.text')}
            </Empty>
          ) : (
            <>
              <Section title={t('trust.list.toAnswer')} trusts={all.filter(toAnswer)} account={account} />
              <Section title={t('trust.list.standing')} trusts={all.filter(stands)} account={account} />
              <Section
                title={t('trust.list.asked')}
                trusts={all.filter((one) => one.status === 'pending' && one.invitedByUs)}
                account={account}
              />
              {over && <Section title={t('trust.list.over')} trusts={all.filter(isOver)} account={account} />}
              {all.some(isOver) && (
                <Link
                  from="/a/$account/trusts"
                  to="."
                  search={over ? {} : { over: true }}
                  replace
                  className="trade-away"
                >
                  {over ? t('trust.list.hideOver') : t('trust.list.showOver', { count: all.filter(isOver).length })}
                </Link>
              )}
            </>
          )
        }
      </Shown>
      {mayChange && invite && (
        <Invite account={account} onClose={() => void navigate({ search: ({ invite: _, ...now }) => now })} />
      )}
    </Page>
  );
}

function Section({ title, trusts, account }: { title: string; trusts: readonly Trust[]; account: string }) {
  if (trusts.length === 0) return null;
  return (
    <section className="trade-section">
      <h2>
        {title} <span className="quiet">{trusts.length}</span>
      </h2>
      <ul className="trade-list">
        {trusts.map((trust) => (
          <TrustRow key={trust.id} trust={trust} account={account} />
        ))}
      </ul>
    </section>
  );
}
