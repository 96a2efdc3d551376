import { Anchor, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AdvisoryView, StaffIncidentView } from '#libs/contracts';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import { AdvisoryStage } from '../advisories/stage.tsx';

interface Props {
  advisory: AdvisoryView;
  incident: Pick<StaffIncidentView, 'id' | 'number' | 'tlp'> | null;
}

export function AdvisoryFacts({ advisory, incident }: Props) {
  const { t } = useTranslation('advisories');
  const { number, withdrawal, publishedAt } = advisory;
  return (
    <Panel title={t('facts')} beside={<AdvisoryStage advisory={advisory} />}>
      <Facts
        facts={[
          [t('writtenBy'), advisory.writtenBy.name],
          [t('updatedAt'), <Instant key="updated" at={advisory.updatedAt} />],
          [t('publishedAt'), publishedAt === null ? null : <Instant key="published" at={publishedAt} />],
          [
            t('publicPage'),
            number === null ? null : (
              <Anchor key="page" href={`/advisories/${number}`}>
                {`/advisories/${number}`}
              </Anchor>
            ),
          ],
          [
            t('incident'),
            incident === null ? null : (
              <Group key="incident" gap="sm">
                <Anchor component={Link} to={`/incidents/${incident.id}`}>
                  {`#${incident.number}`}
                </Anchor>
                <TlpMark tlp={incident.tlp} />
              </Group>
            ),
          ],
          [t('withdrawnBy'), withdrawal?.by.name ?? null],
          [t('withdrawnWhy'), withdrawal?.reason ?? null],
        ]}
      />
    </Panel>
  );
}
