import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../ui/page-head.tsx';
import { ContactKeysPanel } from './contact-keys-panel.tsx';
import { OwnKeyPanel } from './own-key-panel.tsx';
import { WhyPanel } from './why-panel.tsx';

/** Can we be read and can we read? If not, whose key is it, and what do I do? */
export default function KeysPage() {
  const { t } = useTranslation('keys');
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="lg">
        <WhyPanel />
        <OwnKeyPanel />
        <ContactKeysPanel />
      </Stack>
    </>
  );
}
