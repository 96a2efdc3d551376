import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportChoices } from './export-choices.tsx';
import type { ExportedIncident } from './export-choices.tsx';

export function ExportMenu({ incident }: { incident: ExportedIncident }) {
  const { t } = useTranslation('export');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {t('open')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('title', { number: incident.number })}
        size="lg"
      >
        <ExportChoices incident={incident} />
      </Modal>
    </>
  );
}
