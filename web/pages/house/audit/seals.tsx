import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { When } from '../../../parts/when.tsx';
import { chainQuery } from './queries.ts';
import { useVerification, type Verification } from './verify.ts';
import './audit.css';

const route = getRouteApi('/app/house-audit/a/$account/audit/seals');
const headShape = /^[1-9]\d{0,8}:[0-9a-f]{64}$/;

/** Whether the log is still what was sealed. */
export function SealsPage() {
  const { t } = useTranslation(['house', 'common']);
  const { account } = route.useParams();
  const { data: chain, error, refetch } = useQuery(chainQuery(account));
  const [kept, setKept] = useState('');
  const verification = useVerification(account);
  useTitle(t('seal.title'));
  const head = chain?.head ? `${chain.head.number}:${chain.head.hash}` : undefined;
  const after = kept.trim();
  const isOdd = after !== '' && !headShape.test(after);
  return (
    <>
      <div className="page-head">
        <h1>{t('seal.title')}</h1>
      </div>
      <p className="quiet house-lead">{t('seal.lead')}</p>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!chain && !error && <SkeletonRows rows={4} />}
      {chain && (
        <div className="house-columns">
          <section aria-labelledby="seal-verify">
            <h2 id="seal-verify">{t('seal.verify')}</h2>
            <Stack
              component="form"
              gap="sm"
              onSubmit={(event) => {
                event.preventDefault();
                if (!isOdd) void verification.run(after);
              }}
            >
              <TextInput
                label={t('seal.kept')}
                description={t('seal.keptHelp')}
                placeholder="412:9f…"
                value={kept}
                onChange={({ currentTarget }) => setKept(currentTarget.value)}
                error={isOdd ? t('seal.keptOdd') : undefined}
                spellCheck={false}
              />
              <Button type="submit" loading={verification.running} disabled={isOdd} style={{ alignSelf: 'flex-start' }}>
                {t(after === '' ? 'seal.verifyAll' : 'seal.verifyAfter')}
              </Button>
            </Stack>
            <div aria-live="polite">
              {verification.found && <Result {...verification} found={verification.found} after={after} />}
            </div>
            {verification.error !== undefined && <ProblemNote error={verification.error} />}
          </section>
          <section aria-labelledby="seal-head">
            <h2 id="seal-head">{t('seal.head')}</h2>
            {!chain.head && (
              <Text size="sm" className="quiet">
                {t('seal.noHead')}
              </Text>
            )}
            {chain.head && head && (
              <Stack gap="sm">
                <Text size="sm">
                  {t('seal.sealed', { number: chain.head.number })} <When at={chain.head.sealedAt} />
                </Text>
                <code className="seal-hash">{head}</code>
                <Group>
                  <CopyButton value={head}>
                    {({ copied, copy }) => (
                      <Button variant="default" onClick={copy}>
                        {t(copied ? 'common:action.copied' : 'seal.copy')}
                      </Button>
                    )}
                  </CopyButton>
                </Group>
                <Text size="sm" className="quiet">
                  {t('seal.keepIt')}
                </Text>
              </Stack>
            )}
            {chain.unsealed > 0 && (
              <Text size="sm" className="quiet" mt="sm">
                {t('seal.unsealed', { count: chain.unsealed })}
              </Text>
            )}
          </section>
        </div>
      )}
    </>
  );
}

type ResultProps = { readonly found: Verification; readonly running: boolean; readonly after: string };

/** What verifying has come to, in plain words. */
function Result({ found, running, after }: ResultProps) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const figures = { entries: format.number(found.entries), seals: format.number(found.seals) };
  if (found.fault !== null) {
    return (
      <div className="seal-result" data-fits="false">
        <strong className="late">{t('seal.broken')}</strong>
        <p>{found.fault}</p>
        <p className="quiet">{t('seal.brokenHelp')}</p>
      </div>
    );
  }
  if (running) return <p className="seal-result">{t('seal.sofar', figures)}</p>;
  return (
    <div className="seal-result" data-fits="true">
      <strong className="fine">✓ {t(after === '' ? 'seal.fits' : 'seal.fitsAfter', figures)}</strong>
      {found.unsealed > 0 && <p className="quiet">{t('seal.unsealed', { count: found.unsealed })}</p>}
      {after === '' && <p className="quiet">{t('seal.fitsHelp')}</p>}
    </div>
  );
}
