import { Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { meQuery } from '../../../client/me.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { useRights } from '../parts/rights.ts';
import { accountQuery, type OwnAccount } from '../queries.ts';

type Props = {
  readonly account: string;
  readonly own: OwnAccount;
  /** Its address, or the picture itself as one. */
  readonly shown: string | null;
  readonly onShow: (logo: string | null) => void;
};

const mostBytes = 102_400;
const kinds = ['image/png', 'image/jpeg', 'image/webp'];

/** The account's picture, seen before it is saved. */
export function LogoForm({ account, own, shown, onShow }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const { administers } = useRights();
  const [file, setFile] = useState<File | null>(null);
  const fault = file && faultOf(file);
  const save = useMutation({
    mutationFn: (picture: string | null) => {
      const params = { path: { id: own.id }, header: once() };
      return answer(
        picture === null
          ? api(account).DELETE('/v1/accounts/{id}/logo', { params })
          : api(account).PUT('/v1/accounts/{id}/logo', { params, body: { image: picture } }),
      );
    },
    onSuccess: async ({ name }) => {
      tellDone(t('saved', { name }));
      await queries.invalidateQueries({ queryKey: accountQuery(account).queryKey });
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    save.reset();
    // What would be refused is not shown as if it could be had.
    if (chosen === null || faultOf(chosen)) onShow(own.branding.logo);
    else void read(chosen).then(onShow);
  };
  return (
    <section aria-labelledby="branding-logo">
      <h2 id="branding-logo">{t('branding.logo')}</h2>
      <Stack
        component="form"
        gap="sm"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(shown?.split(',')[1] ?? null);
        }}
      >
        <FileInput
          label={t('branding.file')}
          description={t('branding.logoHelp')}
          placeholder={t('branding.choose')}
          accept={kinds.join(',')}
          value={file}
          onChange={choose}
          disabled={!administers}
          error={fault ? t(`branding.${fault}`) : undefined}
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        />
        {!file && !own.branding.logo && (
          <Text size="sm" className="quiet">
            {t('branding.noLogo')}
          </Text>
        )}
        {save.error && <ProblemNote error={save.error} />}
        {administers && (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!file || fault !== undefined}>
              {t('common:action.save')}
            </Button>
            {own.branding.logo && (
              <Button variant="default" onClick={() => save.mutate(null)}>
                {t('branding.removeLogo')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </section>
  );
}

/** What the API would refuse whatever the picture is. */
function faultOf({ size, type }: File): 'tooLarge' | 'wrongKind' | undefined {
  if (!kinds.includes(type)) return 'wrongKind';
  return size > mostBytes ? 'tooLarge' : undefined;
}

function read(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
