import { Alert, Anchor, Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../client/api.ts';
import { Sentence } from '../../../parts/problem.tsx';
import '../../sign-in/sign-in.css';
import { useTitle } from '../../../parts/title.ts';

/** Where somebody sets his password by what an administrator handed over. The secret stands behind #, which no server is told. */
export function WelcomePage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('welcomePage.title'));
  const secret = useRouterState({ select: ({ location }) => location.hash });
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const set = useMutation({
    mutationFn: () => answer(api().POST('/v1/welcome', { body: { secret, password } })),
  });
  const differs = again !== '' && !password.startsWith(again) && again !== password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === again) set.mutate();
  };
  return (
    <main className="sign-in">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <Title order={1} size="h3" mb="md">
          {t('welcomePage.title')}
        </Title>
        {secret === '' && <Text>{t('welcomePage.noSecret')}</Text>}
        {set.isSuccess && (
          <Stack role="status">
            <Text>{t('welcomePage.done')}</Text>
            <Anchor component={Link} to="/sign-in">
              {t('common:signIn.submit')}
            </Anchor>
          </Stack>
        )}
        {secret !== '' && !set.isSuccess && (
          <Stack component="form" onSubmit={submit}>
            <Text>{t('welcomePage.help')}</Text>
            {set.error && (
              <Alert color="red" role="alert">
                <Sentence error={set.error} />
              </Alert>
            )}
            <PasswordInput
              label={t('welcomePage.password')}
              description={t('welcomePage.rule')}
              autoComplete="new-password"
              required
              minLength={12}
              value={password}
              onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            />
            <PasswordInput
              label={t('welcomePage.again')}
              autoComplete="new-password"
              required
              value={again}
              onChange={({ currentTarget }) => setAgain(currentTarget.value)}
              error={differs ? t('welcomePage.differs') : undefined}
            />
            <Button type="submit" loading={set.isPending} disabled={password.length < 12 || password !== again}>
              {t('welcomePage.set')}
            </Button>
          </Stack>
        )}
      </Paper>
    </main>
  );
}
