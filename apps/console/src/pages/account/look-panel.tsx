import '@mantine/core/styles/FloatingIndicator.css';
import { SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#libs/contracts';
import { LANGUAGE_NAMES, languageNow, speak } from '../../app/language.ts';
import { Panel } from '../../ui/panel.tsx';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Of this browser, not of the account: a phone may be dark where the desk is light. */
export function LookPanel() {
  const { t } = useTranslation('account');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Panel title={t('look.title')}>
      <Stack gap="sm" align="flex-start">
        <Text>{t('ui:person.language')}</Text>
        <SegmentedControl
          aria-label={t('ui:person.language')}
          value={languageNow()}
          onChange={(language) => void speak(language)}
          data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
        />
        <Text>{t('ui:person.look')}</Text>
        <SegmentedControl
          aria-label={t('ui:person.look')}
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme)}
          data={SCHEMES.map((scheme) => ({ value: scheme, label: t(`ui:person.looks.${scheme}`) }))}
        />
        <Text c="dimmed">{t('look.words')}</Text>
      </Stack>
    </Panel>
  );
}
