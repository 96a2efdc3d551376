import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OperatorReportView } from '#libs/contracts';
import { useKindTitle } from '../../../api/kinds.ts';
import { useOwnZone } from '../../../app/zone.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ResourceList } from '../../../ui/resource-list.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';

/** What was written, as it stands in the record. */
export function SaidPanel({ report }: { report: OperatorReportView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  const titleOf = useKindTitle();
  const { claimed, ongoing, occurredAt, resources, references } = report;
  return (
    <Panel title={t('said.title')}>
      <Text component="p" className="raw" mb="sm">
        {report.description === '' ? report.summary : report.description}
      </Text>
      <Facts
        facts={[
          [t('said.tlp'), <TlpMark key="tlp" tlp={report.tlp} />],
          [
            t('said.severity'),
            claimed.severity === null ? null : <SeverityMark key="severity" severity={claimed.severity} />,
          ],
          [t('said.kind'), claimed.kind === null ? null : titleOf(claimed.kind)],
          [t('said.ongoing'), ongoing === null ? null : t(ongoing ? 'said.yes' : 'said.no')],
          [
            t('said.occurred'),
            occurredAt === null ? null : <Instant key="at" at={occurredAt} zone={zone} form="full" />,
          ],
          [
            t('said.resources'),
            resources.length === 0 ? null : <ResourceList key="resources" resources={resources} />,
          ],
          [
            t('said.references'),
            references.length === 0 ? null : references.map((address) => <div key={address}>{address}</div>),
          ],
          [t('said.exercise'), report.exercise ? t('drill') : null],
        ]}
      />
    </Panel>
  );
}
