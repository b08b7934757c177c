import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import { Confirm } from '../parts/confirm.tsx';
import { type Agreement, agreementQuery, agreementsQuery, useWords } from '../parts/data.ts';
import { dayAfter } from '../parts/days.ts';
import { toAccept } from './words.tsx';

type OfAgreement = { readonly account: string; readonly agreement: Agreement };

/** What may be decided about an agreement as it stands. */
export function Actions({ account, agreement, accepting }: OfAgreement & { accepting: boolean }) {
  const { t } = useWords();
  const [asked, ask] = useState<'drop' | 'end' | null>(null);
  const close = () => ask(null);
  if (agreement.status === 'expired') return null;
  const declines = toAccept(agreement);
  return (
    <>
      {declines && !accepting && (
        <Button
          renderRoot={(props) => (
            <Link {...props} from="/a/$account/agreements/$agreement" to="." search={{ view: 'coverage' }} />
          )}
        >
          {t('agreement.accept')}
        </Button>
      )}
      {agreement.acceptedAt === null ? (
        <Button variant="default" onClick={() => ask('drop')}>
          {t(declines ? 'agreement.decline' : 'agreement.takeBack')}
        </Button>
      ) : (
        <Button variant="default" onClick={() => ask('end')}>
          {t('agreement.end')}
        </Button>
      )}
      {asked === 'drop' && <Drop account={account} agreement={agreement} onClose={close} />}
      {asked === 'end' && <End account={account} agreement={agreement} onClose={close} />}
    </>
  );
}

function Drop({ account, agreement, onClose }: OfAgreement & { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const verb = toAccept(agreement) ? 'decline' : 'takeBack';
  const drop = useAct({
    run: () =>
      answer(
        api(account).DELETE('/v1/agreements/{id}', {
          params: { path: { id: agreement.id }, header: once(agreement.version) },
        }),
      ),
    anew: [agreementsQuery(account).queryKey],
    done: t(`agreement.${verb}Done`, { name: agreement.name }),
    after: () => void navigate({ to: '/a/$account/agreements', params: { account } }),
    inForm: true,
  });
  return (
    <Confirm
      opened
      title={t(`agreement.${verb}Title`, { name: agreement.name })}
      action={t(`agreement.${verb}`)}
      danger
      busy={drop.isPending}
      error={drop.error}
      onDo={() => drop.mutate(undefined)}
      onClose={onClose}
    >
      <p>{t('agreement.dropText')}</p>
    </Confirm>
  );
}

function End({ account, agreement, onClose }: OfAgreement & { onClose: () => void }) {
  const { t } = useWords();
  const [atOnce, setAtOnce] = useState(false);
  const [endsOn, setEndsOn] = useState(dayAfter(0));
  const end = useAct({
    run: () =>
      answer(
        api(account).POST('/v1/agreements/{id}/end', {
          params: { path: { id: agreement.id }, header: once(agreement.version) },
          body: atOnce ? {} : { endsOn },
        }),
      ),
    anew: [agreementsQuery(account).queryKey, agreementQuery(account, agreement.id).queryKey],
    done: t('agreement.endDone', { name: agreement.name }),
    after: onClose,
    inForm: true,
  });
  const fault = faultAt(end.error, 'endsOn');
  return (
    <Confirm
      opened
      title={t('agreement.endTitle', { name: agreement.name })}
      action={t('agreement.end')}
      danger
      busy={end.isPending}
      error={fault ? undefined : end.error}
      onDo={() => end.mutate(undefined)}
      onClose={onClose}
    >
      <p>{t('agreement.endText')}</p>
      <Radio.Group
        label={t('agreement.endWhen')}
        value={atOnce ? 'now' : 'day'}
        onChange={(to) => setAtOnce(to === 'now')}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="day" label={t('agreement.endDay')} />
          <Radio value="now" label={t('agreement.endNow')} />
        </Stack>
      </Radio.Group>
      {!atOnce && (
        <TextInput
          type="date"
          label={t('offering.lastDay')}
          value={endsOn}
          min={dayAfter(0)}
          onChange={({ currentTarget }) => setEndsOn(currentTarget.value)}
          error={fault}
          required
        />
      )}
    </Confirm>
  );
}
