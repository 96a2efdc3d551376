import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffIncidentView } from '#libs/contracts';
import { SplitForm } from './split-form.tsx';
import { UnmergeForm } from './unmerge-form.tsx';

interface Props {
  incident: Pick<StaffIncidentView, 'id' | 'number' | 'state'>;
  opened: boolean;
  onClose: () => void;
}

/** Two things that were taken for one. Reports get an incident of their own, or a duplicate stands for itself again. */
export function SplitDialog({ incident, opened, onClose }: Props) {
  const { t } = useTranslation('joins');
  const isDuplicate = incident.state === 'duplicate';
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t(isDuplicate ? 'unmerge.title' : 'split.title', { number: incident.number })}
    >
      {!opened ? null : isDuplicate ? (
        <UnmergeForm incident={incident} onClose={onClose} />
      ) : (
        <SplitForm incident={incident} onClose={onClose} />
      )}
    </Modal>
  );
}
