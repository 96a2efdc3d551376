import { useTranslation } from 'react-i18next';
import type { StaffReportView } from '#libs/contracts';
import { useKindTitle } from '../../api/kinds.ts';
import { Copy } from '../../ui/copy.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';

/** What never changes of a report: when, how and under which label it came, and the digest of its bytes. */
export function ReceivedFacts({ report }: { report: StaffReportView }) {
  const { t } = useTranslation('report');
  const kindTitle = useKindTitle();
  const { claimed, nis2, reporter } = report;
  const when = (at: string | null) => (at === null ? null : <Instant at={at} form="full" />);
  const yesNo = (yes: boolean | null) => (yes === null ? null : t(yes ? 'yes' : 'no'));
  return (
    <Facts
      facts={[
        [t('facts.tlp'), <TlpMark key="tlp" tlp={report.tlp} />],
        [t('facts.receivedAt'), when(report.receivedAt)],
        [t('facts.channel'), t(`channels.${report.channel}`)],
        [
          t('facts.reporter'),
          reporter === null
            ? null
            : [reporter.name, reporter.email, reporter.organisation].filter(Boolean).join(', '),
        ],
        [t('facts.origin'), report.origin],
        [t('facts.occurredAt'), when(report.occurredAt)],
        [t('facts.detectedAt'), when(report.detectedAt)],
        [t('facts.ongoing'), yesNo(report.ongoing)],
        [t('facts.exercise'), report.exercise ? t('yes') : null],
        [t('facts.claimedKind'), claimed.kind === null ? null : kindTitle(claimed.kind)],
        [
          t('facts.claimedSeverity'),
          claimed.severity === null ? null : <SeverityMark key="claimed" severity={claimed.severity} />,
        ],
        [
          t('facts.nis2'),
          nis2 === null
            ? null
            : t(nis2.applies ? (nis2.crossBorder ? 'nis2.crossBorder' : 'nis2.applies') : 'nis2.no'),
        ],
        [
          t('facts.sha256'),
          <span key="sha256">
            <code>{report.receipt.sha256}</code> <Copy text={report.receipt.sha256} what="SHA-256" />
          </span>,
        ],
      ]}
    />
  );
}
