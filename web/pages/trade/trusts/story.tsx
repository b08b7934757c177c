import { When } from '../../../parts/when.tsx';
import { type Trust, useWords } from '../parts/data.ts';
import { Fact, Facts } from '../parts/page.tsx';
import { nameOf } from './state.tsx';

/** Who asked whom and when, and what became of it. */
export function Story({ trust }: { trust: Trust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const { status, invitedByUs, message, invitedAt, expiresAt, decidedAt, endedAt } = trust;
  const decided = (['rejected', 'canceled', 'expired'] as const).find((one) => one === status) ?? 'accepted';
  return (
    <Facts>
      <Fact name={t(invitedByUs ? 'trust.story.invitedByUs' : 'trust.story.invitedByThem', { name })}>
        <When at={invitedAt} />
      </Fact>
      {message !== '' && <Fact name={t('trust.story.message')}>{message}</Fact>}
      {status === 'pending' && (
        <Fact name={t('trust.story.expires')}>
          <When at={expiresAt} />
        </Fact>
      )}
      {decidedAt !== null && (
        <Fact name={t(`trust.story.${decided}`)}>
          <When at={decidedAt} />
        </Fact>
      )}
      {endedAt !== null && (
        <Fact name={t('trust.story.ended')}>
          <When at={endedAt} />
        </Fact>
      )}
      {name !== trust.account.handle && (
        <Fact name={t('trust.story.handle')}>
          <code>{trust.account.handle}</code>
        </Fact>
      )}
    </Facts>
  );
}
