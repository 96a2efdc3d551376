import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IncidentOverviewView, StaffIncidentView } from '#libs/contracts';
import { useIncident } from '../../api/incident.ts';
import { SplitDialog } from './joins/split-dialog.tsx';
import { usePart } from './use-part.ts';

/** What one must know before anything else: it goes on elsewhere, or somebody is waited for. */
export function Standing({ overview }: { overview: IncidentOverviewView }) {
  const { t } = useTranslation('incident');
  const { show } = usePart();
  const { incident, counts } = overview;
  return (
    <>
      {incident.mergedInto === null ? null : <MergedBanner incident={incident} into={incident.mergedInto} />}
      {counts.awaitingApproval === 0 ? null : (
        <Alert
          color="yellow"
          variant="outline"
          mb="md"
          title={t('waiting', { count: counts.awaitingApproval })}
        >
          <Button variant="default" size="compact-sm" onClick={() => show('notices')}>
            {t('waitingLook')}
          </Button>
        </Alert>
      )}
    </>
  );
}

function MergedBanner({ incident, into }: { incident: StaffIncidentView; into: string }) {
  const { t } = useTranslation('incident');
  const target = useIncident(into);
  const [isParting, parting] = useDisclosure(false);
  return (
    <Alert color="gray" variant="outline" mb="md" title={t('merged.title')}>
      <Group gap="sm">
        <Text component="span">
          {t('merged.words')}{' '}
          <Anchor component={Link} to={`/incidents/${into}`} className="foreign">
            {target.data === undefined ? t('merged.there') : `#${target.data.number} ${target.data.title}`}
          </Anchor>
        </Text>
        <Button variant="default" size="compact-sm" onClick={parting.open}>
          {t('acts.apart')}
        </Button>
      </Group>
      <SplitDialog incident={incident} opened={isParting} onClose={parting.close} />
    </Alert>
  );
}
