import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../client/api.ts';
import { forgetBegun } from '../client/begun.ts';
import { closeLive } from '../client/live.ts';
import type { Me } from '../client/me.ts';
import { forgetRead } from '../client/queries.ts';
import { tellProblem } from '../parts/problem.tsx';
import { type Language, languages } from '../words/index.ts';
import { useLike } from './liked.ts';
import { usePreferences } from './preferences.ts';

/** Who one is, and how one likes it. */
export default function UserMenu({ me, onKeys }: { me: Me; onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme } = useMantineColorScheme();
  const like = useLike();
  const { shortcuts } = usePreferences();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-start" width={240} defaultOpened>
      <Menu.Target>
        <UnstyledButton className="nav-link" aria-label={t('menu.label', { name: me.person.name })}>
          <strong>{me.person.name}</strong>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('menu.language')}</Menu.Label>
        <Menu.RadioGroup
          value={i18n.resolvedLanguage ?? null}
          onChange={(language) => like({ language: language as Language })}
        >
          {(Object.keys(languages) as Language[]).map((language) => (
            <Menu.RadioItem key={language} value={language} lang={language}>
              {languages[language]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('menu.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => like({ theme: scheme as typeof colorScheme })}>
          {(['auto', 'light', 'dark'] as const).map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`menu.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem checked={shortcuts} onChange={(on) => like({ shortcuts: on })}>
          {t('menu.shortcuts')}
        </Menu.CheckboxItem>
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
  const navigate = useNavigate();
  return () => {
    answer(api().DELETE('/v1/session'))
      .then(async () => {
        closeLive();
        await navigate({ to: '/sign-in' });
        forgetRead();
        // The next one at this window may be somebody else.
        forgetBegun();
      })
      .catch((error: unknown) => tellProblem(error));
  };
}
