import { When } from '../../../parts/when.tsx';
import { type Trust, useWords } from '../parts/data.ts';
import { Facts } from '../parts/page.tsx';
import { nameOf } from './state.tsx';

/** Who asked whom and when, and what became of it. */
export function Story({ trust }: { trust: Trust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const { status, invitedByUs, message, invitedAt, expiresAt, decidedAt, endedAt } = trust;
  const decided = (['rejected', 'canceled', 'expired'] as const).find((one) => one === status) ?? 'accepted';
  return (
    <Facts
      of={[
        [t(invitedByUs ? 'trust.story.invitedByUs' : 'trust.story.invitedByThem', { name }), <When at={invitedAt} />],
        message !== '' && [t('trust.story.message'), message],
        status === 'pending' && [t('trust.story.expires'), <When at={expiresAt} />],
        decidedAt !== null && [t(`trust.story.${decided}`), <When at={decidedAt} />],
        endedAt !== null && [t('trust.story.ended'), <When at={endedAt} />],
        name !== trust.account.handle && [t('trust.story.handle'), <code>{trust.account.handle}</code>],
      ]}
    />
  );
}
