import { Button, Checkbox, MultiSelect, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { organizationsQuery, sitesQuery } from '../../../client/places.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import { type Agreement, agreementQuery, agreementsQuery, useRights, useWords } from '../parts/data.ts';
import { Refusal } from '../parts/page.tsx';
import { CoveredPeople } from './covered-people.tsx';
import { toAccept } from './words.tsx';

type Kind = Agreement['coverage'];
type Covers = NonNullable<Agreement['covers']>;
const kinds = ['customer_account', 'organizations', 'sites', 'organizations_and_sites', 'people'] as const;

/** Whom an agreement covers: the customer says so, and alone reads the names. Accepting it says so, too. */
export function Coverage({ account, agreement }: { account: string; agreement: Agreement }) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const { covers, side, status, coverage } = agreement;
  const help = <p className="trade-measure quiet small">{t('coverage.help')}</p>;
  if (covers && side !== 'provider' && mayChange && status !== 'expired') {
    return (
      <>
        {help}
        <CoverageForm account={account} agreement={agreement} covers={covers} />
      </>
    );
  }
  return (
    <>
      {help}
      <p>
        <strong>{t(`coverage.kind.${coverage}`)}</strong>
      </p>
      {side === 'provider' && <p className="quiet small">{t('coverage.namesHidden')}</p>}
    </>
  );
}

function CoverageForm({ account, agreement, covers }: { account: string; agreement: Agreement; covers: Covers }) {
  const { t } = useWords();
  const { id, version, coverage } = agreement;
  const [kind, setKind] = useState<Kind>(coverage === 'organizations_and_descendants' ? 'organizations' : coverage);
  const [descendants, setDescendants] = useState(coverage === 'organizations_and_descendants');
  const [named, setNamed] = useState(covers);
  const accepting = toAccept(agreement);
  const organizations = kind === 'organizations' || kind === 'organizations_and_sites';
  const sites = kind === 'sites' || kind === 'organizations_and_sites';
  const body = {
    coverage: kind === 'organizations' && descendants ? ('organizations_and_descendants' as const) : kind,
    ...(organizations ? { organizations: named.organizations } : {}),
    ...(sites ? { sites: named.sites } : {}),
    ...(kind === 'people' ? { people: named.people } : {}),
  };
  const save = useAct({
    run: () => {
      const params = { path: { id }, header: once(version) };
      return answer(
        accepting
          ? api(account).POST('/v1/agreements/{id}/acceptance', { params, body })
          : api(account).PUT('/v1/agreements/{id}/coverage', { params, body }),
      );
    },
    anew: [agreementsQuery(account).queryKey, agreementQuery(account, id).queryKey],
    done: t(accepting ? 'agreement.accepted' : 'coverage.saved'),
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className="trade-measure">
      <Stack>
        <Radio.Group
          label={t('coverage.title')}
          value={kind}
          onChange={(to) => setKind(kinds.find((one) => one === to) ?? 'customer_account')}
          error={faultAt(save.error, 'coverage')}
        >
          <Stack gap="xs" mt={4}>
            {kinds.map((one) => (
              <Radio key={one} value={one} label={t(`coverage.kind.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {organizations && (
          <Organizations
            account={account}
            value={named.organizations}
            onChange={(to) => setNamed({ ...named, organizations: to })}
            error={faultAt(save.error, 'organizations')}
          />
        )}
        {kind === 'organizations' && (
          <Checkbox
            label={t('coverage.descendants')}
            checked={descendants}
            onChange={({ currentTarget }) => setDescendants(currentTarget.checked)}
          />
        )}
        {sites && (
          <Sites
            account={account}
            value={named.sites}
            onChange={(to) => setNamed({ ...named, sites: to })}
            error={faultAt(save.error, 'sites')}
          />
        )}
        {kind === 'people' && (
          <CoveredPeople
            account={account}
            value={named.people}
            onChange={(to) => setNamed({ ...named, people: to })}
            error={faultAt(save.error, 'people')}
          />
        )}
        <Refusal error={save.error} fields={['coverage', 'organizations', 'sites', 'people']} />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t(accepting ? 'agreement.accept' : 'common:action.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

type SomeProps = {
  readonly account: string;
  readonly value: string[];
  readonly onChange: (to: string[]) => void;
  readonly error: string | undefined;
};

function Organizations({ account, ...props }: SomeProps) {
  const { t } = useWords();
  const all = useQuery(organizationsQuery(account));
  return <MultiSelect label={t('coverage.organizations')} data={choices(all.data)} searchable {...props} />;
}

function Sites({ account, ...props }: SomeProps) {
  const { t } = useWords();
  const all = useQuery(sitesQuery(account));
  return <MultiSelect label={t('coverage.sites')} data={choices(all.data)} searchable {...props} />;
}

const choices = (all: readonly { id: string; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));
