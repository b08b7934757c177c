import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../client/api.ts';
import { closeLive } from '../client/live.ts';
import type { Me } from '../client/me.ts';
import { tellProblem } from '../parts/problem.tsx';
import { choose, type Language, languages } from '../words/index.ts';
import { prefer, usePreferences } from './preferences.ts';

/** Who one is, and how one likes it. */
export function UserMenu({ me, onKeys }: { me: Me; onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { shortcuts } = usePreferences();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className="nav-link" aria-label={t('menu.label', { name: me.person.name })}>
          <strong>{me.person.name}</strong>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('menu.language')}</Menu.Label>
        {(Object.keys(languages) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            role="menuitemradio"
            aria-checked={i18n.resolvedLanguage === language}
            rightSection={i18n.resolvedLanguage === language ? '✓' : undefined}
            onClick={() => void choose(language)}
            lang={language}
          >
            {languages[language]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('menu.theme')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            rightSection={colorScheme === scheme ? '✓' : undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`menu.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={shortcuts}
          rightSection={shortcuts ? '✓' : undefined}
          onClick={() => prefer({ shortcuts: !shortcuts })}
        >
          {t('menu.shortcuts')}
        </Menu.Item>
        <Menu.Item onClick={onKeys}>{t('menu.keys')}</Menu.Item>
        <Menu.Item component="a" href="/mailbox">
          {t('menu.mail')}
        </Menu.Item>
        <Menu.Item component="a" href="/docs">
          {t('menu.docs')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={signOut}>{t('menu.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    answer(api().DELETE('/v1/session'))
      .then(async () => {
        closeLive();
        await navigate({ to: '/sign-in' });
        queries.clear();
      })
      .catch((error: unknown) => tellProblem(error));
  };
}
