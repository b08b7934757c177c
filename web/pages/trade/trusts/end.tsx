import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import { agreementsQuery, trustQuery, trustsQuery, useRights, useWords, type WholeTrust } from '../parts/data.ts';
import { dayAfter, endOfDay } from '../parts/days.ts';
import { Refusal, Shown } from '../parts/page.tsx';
import { foreseenQuery, type How } from './foresee.ts';
import { Foreseen } from './foreseen.tsx';
import { nameOf } from './state.tsx';

/** What ending a trust comes to, and the way to do so. */
export function EndTrust({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const foreseen = useQuery(foreseenQuery(account, trust.id));
  return (
    <section className="trade-section">
      <h2>{t('end.title', { name: nameOf(trust) })}</h2>
      <p className="trade-measure">{t('end.text')}</p>
      <Shown of={foreseen} rows={4}>
        {(of) => (
          <>
            <Foreseen of={of} trust={trust} />
            {mayChange && <Revoke account={account} trust={trust} choices={of.choices} />}
          </>
        )}
      </Shown>
    </section>
  );
}

function Revoke({ account, trust, choices }: { account: string; trust: WholeTrust; choices: readonly How[] }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const [how, setHow] = useState<How>('hand_back');
  const [lastDay, setLastDay] = useState(dayAfter(30));
  const [written, write] = useState('');
  const revoke = useAct({
    run: () =>
      answer(
        api(account).POST('/v1/trusts/{id}/revocation', {
          params: { path: { id: trust.id }, header: once(trust.version) },
          body: how === 'finish' ? { how, until: endOfDay(lastDay) } : { how },
        }),
      ),
    anew: [
      trustsQuery(account).queryKey,
      trustQuery(account, trust.id).queryKey,
      agreementsQuery(account).queryKey,
      ['offered-services', account],
    ],
    done: t(how === 'finish' ? 'end.doneLater' : 'end.done', { name }),
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (written.trim() === name) revoke.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className="trade-measure">
      <Stack>
        <Radio.Group
          label={t('end.how')}
          value={how}
          onChange={(value) => setHow(choices.find((one) => one === value) ?? 'hand_back')}
        >
          <Stack gap="xs" mt="xs">
            {(['hand_back', 'finish', 'cancel'] as const)
              .filter((one) => choices.includes(one))
              .map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`end.choice.${one}.title`)}
                  description={t(`end.choice.${one}.text`, { name })}
                />
              ))}
          </Stack>
        </Radio.Group>
        {how === 'finish' && (
          <TextInput
            type="date"
            label={t('end.until')}
            value={lastDay}
            min={dayAfter(0)}
            max={dayAfter(364)}
            required
            onChange={({ currentTarget }) => setLastDay(currentTarget.value)}
            error={faultAt(revoke.error, 'until')}
          />
        )}
        <TextInput
          label={t('confirm.type', { text: name })}
          value={written}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <Refusal error={revoke.error} fields={['until']} />
        <div>
          <Button type="submit" color="red.8" loading={revoke.isPending} disabled={written.trim() !== name}>
            {t(how === 'finish' ? 'end.actLater' : 'end.act')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
