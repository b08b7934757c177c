import { Alert, Anchor, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../client/api.ts';
import { meQuery } from '../../client/me.ts';
import { Sentence } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { useTakeOver } from '../../shell/liked.ts';
import { choose, type Language, languages } from '../../words/index.ts';
import { Providers } from './providers.tsx';
import './sign-in.css';

const route = getRouteApi('/sign-in');

/** The way in; goes on to the page one came for. */
export function SignInPage() {
  const { t, i18n } = useTranslation();
  const { returnTo, over } = route.useSearch();
  useTitle(t('signIn.title'));
  const router = useRouter();
  const queries = useQueryClient();
  const takeOver = useTakeOver();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => answer(api().POST('/v1/session', { body: { email, password } })),
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, me);
      await takeOver(me.person.id);
      await router.navigate({ href: returnTo ?? '/' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <main className="sign-in">
      <Paper withBorder p="xl" w="100%" maw={380}>
        <Stack>
          <Stack component="form" onSubmit={submit} aria-label={t('signIn.title')}>
            <div>
              <Title order={1} size="h3">
                {t('product')}
              </Title>
              <Text className="quiet" size="sm">
                {t('signIn.claim')}
              </Text>
            </div>
            {over && !signIn.error && <Alert role="status">{t('signIn.over')}</Alert>}
            {signIn.error && (
              <Alert color="red" role="alert">
                <Sentence error={signIn.error} />
              </Alert>
            )}
            <TextInput
              label={t('signIn.email')}
              type="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              required
              value={password}
              onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            />
            <Button type="submit" loading={signIn.isPending}>
              {t('signIn.submit')}
            </Button>
            <Text size="sm" className="quiet">
              {t('signIn.forgotten')}
            </Text>
          </Stack>
          <Providers returnTo={returnTo} />
          <Text size="sm">
            {(Object.keys(languages) as Language[])
              .filter((language) => language !== i18n.resolvedLanguage)
              .map((language) => (
                <Anchor
                  key={language}
                  component="button"
                  type="button"
                  lang={language}
                  onClick={() => void choose(language)}
                >
                  {languages[language]}
                </Anchor>
              ))}
          </Text>
        </Stack>
      </Paper>
    </main>
  );
}
