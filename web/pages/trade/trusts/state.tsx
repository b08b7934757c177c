import { type Trust, useWords } from '../parts/data.ts';
import { State } from '../parts/page.tsx';

export const nameOf = ({ account }: Trust) => account.name ?? account.handle;
export const stands = ({ status }: Trust) => status === 'accepted' || status === 'suspended';
/** Accepted, and not about to end: something can be granted in it. */
export const goesOn = ({ status, end }: Trust) => status === 'accepted' && end === null;
export const toAnswer = ({ status, invitedByUs }: Trust) => status === 'pending' && !invitedByUs;
export const isOver = (trust: Trust) => !stands(trust) && trust.status !== 'pending';

/** In which state a trust is, in a word or two. */
export function TrustState({ trust }: { trust: Trust }) {
  const { t } = useWords();
  if (trust.status === 'pending') {
    return <State kind="soon">{t(trust.invitedByUs ? 'trust.state.asked' : 'trust.state.toAnswer')}</State>;
  }
  if (trust.status === 'accepted' && trust.end) return <State kind="soon">{t('trust.state.ending')}</State>;
  if (trust.status === 'revoked' && trust.end?.done === false) {
    return <State kind="soon">{t('trust.state.givingBack')}</State>;
  }
  return <State kind={kinds[trust.status]}>{t(`trust.state.${trust.status}`)}</State>;
}

const kinds = {
  accepted: 'fine',
  suspended: 'soon',
  rejected: 'quiet',
  canceled: 'quiet',
  expired: 'quiet',
  revoked: 'quiet',
} as const;
