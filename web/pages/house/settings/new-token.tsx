import { Button, Checkbox, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { ShownOnce } from '../parts/once.tsx';
import { useRights } from '../parts/rights.ts';
import { tokensQuery } from '../queries.ts';

type Scope = Schemas['Token']['scopes'][number];
const scopes: readonly Scope[] = ['read', 'work', 'start', 'admin'];
const lasts = ['7', '30', '90', '365'] as const;

/** Makes a token; its secret is shown at the end, this once. */
export function NewToken({ account, onClose }: { account: string; onClose: () => void }) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const { maintains } = useRights();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(['read']);
  const [days, setDays] = useState<string>('90');
  const make = useMutation({
    mutationFn: () => {
      const body = { name, scopes: scopes.filter((scope) => chosen.includes(scope)), days: Number(days) };
      return answer(api(account).POST('/v1/tokens', { body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensQuery(account).queryKey }),
  });
  const offered = scopes.filter((scope) => scope !== 'admin' || maintains);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('token.new')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      size="lg"
      // The secret would be lost by a click beside it.
      closeOnClickOutside={!make.data}
    >
      {make.data ? (
        <ShownOnce label={t('token.secret')} secret={make.data.token}>
          {t('token.shown', { date: format.date(make.data.expiresAt) })}
        </ShownOnce>
      ) : (
        <Stack
          component="form"
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <TextInput
            label={t('token.name')}
            description={t('token.nameHelp')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={faultAt(make.error, 'name')}
            required
            maxLength={100}
            data-autofocus
          />
          <Checkbox.Group
            label={t('token.scopes')}
            value={[...chosen]}
            onChange={setChosen}
            error={chosen.length === 0 ? t('token.noScope') : faultAt(make.error, 'scopes')}
          >
            <Stack gap="xs" mt={6}>
              {offered.map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={t(`token.scope.${scope}`)}
                  description={t(`token.scopeHelp.${scope}`)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label={t('token.days')}
            data={lasts.map((value) => ({ value, label: t('token.lasts', { count: Number(value) }) }))}
            value={days}
            onChange={(value) => setDays(value ?? '90')}
            allowDeselect={false}
          />
          {make.error && <ProblemNote error={make.error} />}
          <Button type="submit" loading={make.isPending} disabled={name.trim() === '' || chosen.length === 0}>
            {t('token.make')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}
