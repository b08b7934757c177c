import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useFormat } from '../../../parts/format.ts';
import { useAct } from '../parts/act.ts';
import { Confirm } from '../parts/confirm.tsx';
import { type Offering, offeringsQuery, useRights, useWords } from '../parts/data.ts';
import { dayAfter } from '../parts/days.ts';
import { Hours, Targets } from '../parts/promised.tsx';
import { EditOffering } from './offering-form.tsx';
import { Period, Validity, validityOf } from './offering-table.tsx';
import { SchemeWords } from './scheme.tsx';

/** One thing a service does, with all that is promised of it. */
export function OfferingPanel({ account, offering }: { account: string; offering: Offering }) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const [editing, edit] = useState(false);
  const [ending, end] = useState(false);
  const open = validityOf(offering) !== 'ended';
  return (
    <section className="trade-section">
      <p>
        <Link from="/a/$account/services/$service" to="." search={{ view: 'offerings' }} className="trade-away">
          {t('offering.all')}
        </Link>
      </p>
      <div className="section-head">
        <h2>{offering.name}</h2>
        <Validity of={offering} />
        {mayChange && !editing && open && (
          <div className="actions">
            <Button size="xs" variant="default" onClick={() => edit(true)}>
              {t('common:action.edit')}
            </Button>
            <Button size="xs" variant="default" onClick={() => end(true)}>
              {t('offering.end')}
            </Button>
          </div>
        )}
      </div>
      {editing ? (
        <EditOffering account={account} offering={offering} onClose={() => edit(false)} />
      ) : (
        <>
          <p className="quiet">
            {t('offering.period')} <Period of={offering} />
          </p>
          <h3>{t('promise.promised')}</h3>
          <Targets of={offering.target} />
          <h3>{t('scheme.title')}</h3>
          <SchemeWords account={account} of={offering.scheme} />
          <h3>{t('hours.title')}</h3>
          <Hours of={offering.calendar} />
          {offering.serviceHours !== null && (
            <>
              <h3>{t('hours.service')}</h3>
              <Hours of={offering.serviceHours} />
            </>
          )}
        </>
      )}
      {ending && <EndOffering account={account} offering={offering} onClose={() => end(false)} />}
    </section>
  );
}

function EndOffering({ account, offering, onClose }: { account: string; offering: Offering; onClose: () => void }) {
  const { t } = useWords();
  const { day } = useFormat();
  const [endsOn, setEndsOn] = useState(dayAfter(0));
  const expire = useAct({
    run: () =>
      answer(
        api(account).POST('/v1/offerings/{id}/expiry', {
          params: { path: { id: offering.id }, header: once() },
          body: { endsOn },
        }),
      ),
    anew: [offeringsQuery(account, offering.serviceId).queryKey],
    done: t('offering.ended', { name: offering.name, day: endsOn === '' ? '' : day(endsOn) }),
    after: onClose,
    inForm: true,
  });
  return (
    <Confirm
      opened
      title={t('offering.endTitle', { name: offering.name })}
      action={t('offering.end')}
      danger
      busy={expire.isPending}
      error={faultAt(expire.error, 'endsOn') ? undefined : expire.error}
      onDo={() => expire.mutate(undefined)}
      onClose={onClose}
    >
      <p>{t('offering.endText')}</p>
      <TextInput
        type="date"
        label={t('offering.lastDay')}
        value={endsOn}
        min={dayAfter(0)}
        onChange={({ currentTarget }) => setEndsOn(currentTarget.value)}
        error={faultAt(expire.error, 'endsOn')}
        required
      />
    </Confirm>
  );
}
