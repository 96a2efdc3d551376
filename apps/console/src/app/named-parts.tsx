import { MantineThemeProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What components draw by themselves has a name in the reader's language, too: the cross of a dialog. */
export function NamedParts({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui');
  const closeButtonProps = { 'aria-label': t('close') };
  return (
    <MantineThemeProvider inherit theme={{ components: { Modal: { defaultProps: { closeButtonProps } } } }}>
      {children}
    </MantineThemeProvider>
  );
}
