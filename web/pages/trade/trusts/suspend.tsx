import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Confirm } from '../parts/confirm.tsx';
import { type Trust, useWords } from '../parts/data.ts';
import { Shown } from '../parts/page.tsx';
import { useDecide } from './decide.ts';
import { foreseenQuery, openOf } from './foresee.ts';
import { nameOf } from './state.tsx';

/** Asks before a trust is held up, and says what that does. */
export function Suspend({ account, trust, onClose }: { account: string; trust: Trust; onClose: () => void }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const decide = useDecide(account, trust, onClose);
  const foreseen = useQuery(foreseenQuery(account, trust.id));
  return (
    <Confirm
      opened
      title={t('trust.suspend.title', { name })}
      action={t('trust.act.suspend')}
      busy={decide.isPending}
      onDo={() => decide.mutate('suspension')}
      onClose={onClose}
    >
      <Shown of={foreseen} rows={2}>
        {(of) => <Text size="sm">{t(`trust.suspend.open.${trust.side}`, { count: openOf(of), name })}</Text>}
      </Shown>
      <Text size="sm">{t('trust.suspend.back')}</Text>
    </Confirm>
  );
}
