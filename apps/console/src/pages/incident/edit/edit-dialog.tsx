import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import { EditForm } from './edit-form.tsx';

interface Props {
  incident: StaffIncidentView;
  opened: boolean;
  onClose: () => void;
}

/** What a responder judges otherwise than the machine. Closing it keeps what was typed. */
export function EditDialog({ incident, opened, onClose }: Props) {
  const { t } = useTranslation('incident');
  return (
    <Modal opened={opened} onClose={onClose} title={t('edit.title', { number: incident.number })} size="lg">
      <EditForm incident={incident} onDone={onClose} />
    </Modal>
  );
}
