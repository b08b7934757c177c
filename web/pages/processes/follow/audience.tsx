import { Modal, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../client/api.ts';
import { keyOf } from '../../../client/news.ts';
import { AccountBadge } from '../../../parts/account.tsx';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';

type Props = { account: string; process: string; onClose: () => void };

/** Who else sees the process, and why: people of the account, other accounts each as one. */
export function AudienceDialog({ account, process, onClose }: Props) {
  const { t } = useTranslation(['processes', 'common']);
  const params = { path: { id: process } };
  const { data, error } = useQuery({
    queryKey: [...keyOf.process(account, process), 'audience'],
    queryFn: () => answer(api(account).GET('/v1/processes/{id}/audience', { params })),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('audience.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {error && <ProblemNote error={error} />}
      {!data && !error && <SkeletonRows />}
      {data && (
        <Stack>
          <section>
            <Title order={3} size="h6">
              {t('audience.people')}
            </Title>
            <dl className="reasons">
              {data.people.map(({ person, reasons }) => (
                <div key={person.id}>
                  <dt>{person.name}</dt>
                  <Reasons reasons={reasons} />
                </div>
              ))}
            </dl>
          </section>
          <section>
            <Title order={3} size="h6">
              {t('audience.accounts')}
            </Title>
            {data.accounts.length === 0 && <p className="quiet">{t('audience.noAccounts')}</p>}
            <dl className="reasons">
              {data.accounts.map(({ account: other, reasons }) => (
                <div key={other.handle}>
                  <dt>
                    <AccountBadge handle={other.handle} name={other.name} />
                  </dt>
                  <Reasons reasons={reasons} />
                </div>
              ))}
            </dl>
          </section>
        </Stack>
      )}
    </Modal>
  );
}

const Reasons = ({ reasons }: { reasons: Schemas['WhyReason'][] }) =>
  reasons.map(({ sentence }) => (
    <dd key={sentence} className="quiet" lang="en">
      {sentence}
    </dd>
  ));
