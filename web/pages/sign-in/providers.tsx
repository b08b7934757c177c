import { Anchor, Button, Divider, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../client/api.ts';

/** Where one may sign in besides with a password: a button each, and a field for those that are not told. */
export function Providers({ returnTo }: { returnTo: string | undefined }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['providers'],
    queryFn: () => answer(api().GET('/v1/session/providers')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data || (data.items.length === 0 && !data.unlisted)) return null;
  return (
    <Stack gap="xs">
      <Divider label={t('signIn.or')} />
      {data.items.map(({ name, title }) => (
        <Button key={name} variant="default" component="a" href={wayTo(name, returnTo)}>
          {t('signIn.with', { name: title ?? name })}
        </Button>
      ))}
      {data.unlisted && <Unlisted returnTo={returnTo} />}
    </Stack>
  );
}

/** Whose people sign in here is told to nobody: those who do know the name. */
function Unlisted({ returnTo }: { returnTo: string | undefined }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const [name, setName] = useState('');
  if (!asked) {
    return (
      <Anchor component="button" type="button" size="sm" onClick={() => setAsked(true)}>
        {t('signIn.company')}
      </Anchor>
    );
  }
  const go = (event: FormEvent) => {
    event.preventDefault();
    location.assign(wayTo(name.trim().toLowerCase(), returnTo));
  };
  return (
    <form onSubmit={go}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('signIn.companyName')}
          description={t('signIn.companyHelp')}
          required
          withAsterisk={false}
          autoFocus
          flex={1}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('signIn.go')}
        </Button>
      </Group>
    </form>
  );
}

const wayTo = (provider: string, returnTo = '/') =>
  `/v1/session/oidc?${new URLSearchParams({ provider, returnTo }).toString()}`;
