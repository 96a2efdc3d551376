import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LANGUAGES } from '#libs/contracts';
import { signOut } from '../api/session.ts';
import { tellFault } from '../ui/undo.tsx';
import { LANGUAGE_NAMES, languageNow, speak } from './language.ts';
import { useShowKeys } from './keys.tsx';
import { useSession } from './session.tsx';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Whose console this is: language, light or dark, the account, the way out. */
export function PersonMenu() {
  const { t } = useTranslation('ui');
  const session = useSession();
  const showKeys = useShowKeys();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = () => {
    signOut().then(
      () => location.assign('/sign-in'),
      (error: unknown) => tellFault(t('person.signOutFailed'), error),
    );
  };
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          c="var(--mantine-color-text)"
          maw={180}
          miw={48}
          title={session.name}
        >
          {session.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.email} · {t(`roles.${session.role}`)}
        </Menu.Label>
        <Menu.Item component={Link} to="/account">
          {t('person.account')}
        </Menu.Item>
        <Menu.Item onClick={showKeys}>{t('person.keys')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('person.language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void speak(language)}
            rightSection={language === languageNow() ? '✓' : null}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('person.look')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={scheme === colorScheme ? '✓' : null}
          >
            {t(`person.looks.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={leave}>{t('person.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
