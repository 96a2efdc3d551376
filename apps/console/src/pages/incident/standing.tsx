import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IncidentOverviewView, StaffIncidentView } from '#libs/contracts';
import { takeApart, useIncident, useIncidentChanged } from '../../api/incident.ts';
import { useAsk } from '../../ui/ask.tsx';
import { tell, tellFault } from '../../ui/undo.tsx';
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
  const ask = useAsk();
  const target = useIncident(into);
  const changed = useIncidentChanged(incident.id);
  const parting = useMutation({
    mutationFn: (reason: string) => takeApart(incident.id, reason, crypto.randomUUID()),
    onSuccess: async () => {
      await changed();
      tell(t('merged.apart'));
    },
    onError: (error) => tellFault(t('merged.failed'), error),
  });
  const part = async () => {
    const answer = await ask({
      title: t('merged.act'),
      what: t('merged.actWords'),
      act: t('merged.act'),
      reason: 'needed',
    });
    if (answer !== null) parting.mutate(answer.reason);
  };
  return (
    <Alert color="gray" variant="outline" mb="md" title={t('merged.title')}>
      <Group gap="sm">
        <Text component="span">
          {t('merged.words')}{' '}
          <Anchor component={Link} to={`/incidents/${into}`} className="foreign">
            {target.data === undefined ? t('merged.there') : `#${target.data.number} ${target.data.title}`}
          </Anchor>
        </Text>
        <Button variant="default" size="compact-sm" loading={parting.isPending} onClick={() => void part()}>
          {t('merged.act')}
        </Button>
      </Group>
    </Alert>
  );
}
