import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { AccountBadge } from '../../../parts/account.tsx';
import { useFormat } from '../../../parts/format.ts';
import { type Trust, useRights, useWords } from '../parts/data.ts';
import { useDecide } from './decide.ts';
import { Direction } from './direction.tsx';
import { nameOf, TrustState, toAnswer } from './state.tsx';

/** A trust in the list; an invitation can be answered here. */
export function TrustRow({ trust, account }: { trust: Trust; account: string }) {
  const name = nameOf(trust);
  const { mayChange } = useRights(account);
  return (
    <li className="trust-row">
      <div className="trust-row-name">
        <Link to="/a/$account/trusts/$trust" params={{ account, trust: trust.id }} className="trade-link">
          <AccountBadge handle={trust.account.handle} name={name} />
        </Link>
        <TrustState trust={trust} />
        <Since trust={trust} />
      </div>
      <Direction side={trust.side} name={name} />
      {toAnswer(trust) && (
        <div className="trust-row-answer">
          {trust.message && <blockquote>{trust.message}</blockquote>}
          {mayChange && <Answer trust={trust} account={account} />}
        </div>
      )}
    </li>
  );
}

/** To accept an invitation, or not to. */
export function Answer({ trust, account }: { trust: Trust; account: string }) {
  const { t } = useWords();
  const decide = useDecide(account, trust);
  const name = nameOf(trust);
  return (
    <Group gap="xs">
      <Button
        size="xs"
        loading={decide.isPending && decide.variables === 'acceptance'}
        onClick={() => decide.mutate('acceptance')}
        aria-label={t('trust.act.acceptOf', { name })}
      >
        {t('trust.act.accept')}
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={decide.isPending && decide.variables === 'rejection'}
        onClick={() => decide.mutate('rejection')}
        aria-label={t('trust.act.rejectOf', { name })}
      >
        {t('trust.act.reject')}
      </Button>
    </Group>
  );
}

function Since({ trust }: { trust: Trust }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { status, expiresAt, decidedAt, endedAt, suspendedByUs, suspendedByThem, end } = trust;
  const [words, at] =
    status === 'pending'
      ? (['trust.until.answer', expiresAt] as const)
      : status === 'suspended'
        ? (['trust.since', suspendedByUs ?? suspendedByThem] as const)
        : status === 'accepted' && end?.until
          ? (['trust.until.end', end.until] as const)
          : status === 'accepted'
            ? (['trust.since', decidedAt] as const)
            : (['trust.on', endedAt ?? decidedAt] as const);
  return at ? <span className="quiet small">{t(words, { date: date(at) })}</span> : null;
}
