import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { FactDialog } from './fact-dialog.tsx';

/** The button beside a timeline by which one adds to it what happened. */
export function StateFact({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation('facts');
  const [isStating, stating] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={stating.open}>
        {t('state')}
      </Button>
      <FactDialog incidentId={incidentId} corrected={null} opened={isStating} onClose={stating.close} />
    </>
  );
}
