import { Button, Group, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import { trustsQuery, useWords } from '../parts/data.ts';
import { dayAfter, endOfDay } from '../parts/days.ts';
import { Refusal } from '../parts/page.tsx';
import { Direction } from './direction.tsx';

const fields = ['handle', 'as', 'message', 'expiresAt'];

/** Asks another account for a trust. Whether there is an account of that handle is nobody's to learn here. */
export function Invite({ account, onClose }: { account: string; onClose: () => void }) {
  const { t } = useWords();
  const [handle, setHandle] = useState('');
  const [as, setAs] = useState<'trusting' | 'trusted'>('trusting');
  const [message, setMessage] = useState('');
  const [lastDay, setLastDay] = useState(dayAfter(14));
  const invite = useAct({
    run: () =>
      answer(
        api(account).POST('/v1/trusts', {
          params: { header: once() },
          body: { handle: handle.trim(), as, expiresAt: endOfDay(lastDay), ...(message.trim() ? { message } : {}) },
        }),
      ),
    anew: [trustsQuery(account).queryKey],
    done: t('trust.invite.done', { handle: handle.trim() }),
    after: onClose,
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(undefined);
  };
  const nameFor = (side: 'trusting' | 'trusted') => handle.trim() || t(`trust.them.${side}`);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('trust.invite.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      classNames={{ body: 'trade' }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('trust.invite.handle')}
            description={t('trust.invite.handleHelp')}
            placeholder="brightwire"
            value={handle}
            onChange={({ currentTarget }) => setHandle(currentTarget.value)}
            error={faultAt(invite.error, 'handle')}
            required
            data-autofocus
            autoComplete="off"
            spellCheck={false}
          />
          <Radio.Group
            label={t('trust.invite.as')}
            value={as}
            onChange={(value) => setAs(value === 'trusted' ? 'trusted' : 'trusting')}
            error={faultAt(invite.error, 'as')}
            required
          >
            <div className="trade-choices">
              {(['trusting', 'trusted'] as const).map((side) => (
                <Radio.Card
                  key={side}
                  value={side}
                  className="trade-choice"
                  aria-label={t(`trust.direction.${side}`, { name: nameFor(side) })}
                >
                  <Radio.Indicator />
                  <Direction side={side} name={nameFor(side)} mark={handle.trim() || t('trust.they')} />
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
          <Textarea
            label={t('trust.invite.message')}
            description={t('trust.invite.messageHelp')}
            value={message}
            onChange={({ currentTarget }) => setMessage(currentTarget.value)}
            error={faultAt(invite.error, 'message')}
            maxLength={2000}
            autosize
            minRows={2}
          />
          <TextInput
            type="date"
            label={t('trust.invite.expires')}
            description={t('trust.invite.expiresHelp')}
            value={lastDay}
            min={dayAfter(0)}
            max={dayAfter(89)}
            onChange={({ currentTarget }) => setLastDay(currentTarget.value)}
            error={faultAt(invite.error, 'expiresAt')}
            required
          />
          <Refusal error={invite.error} fields={fields} />
          <p className="quiet small">{t('trust.invite.secret')}</p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('trust.invite.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
