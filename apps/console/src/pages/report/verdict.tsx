import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReasonView, StaffReportView } from '#libs/contracts';
import { useKindTitle } from '../../api/kinds.ts';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useReasonWords } from '../../ui/use-reason-words.ts';

const QUESTIONS = ['kind', 'severity', 'duplicate', 'impact', 'quarantine'] as const;

/** What triage made of a report, each judgement with its reasons. */
export function Verdict({ report }: { report: StaffReportView }) {
  const { t } = useTranslation('report');
  const kindTitle = useKindTitle();
  return (
    <Stack gap="md">
      <Facts
        facts={[
          [t('facts.state'), <StateMark key="state" of="report" state={report.state} />],
          [
            t('facts.triagedAt'),
            report.triagedAt === null ? null : <Instant at={report.triagedAt} form="full" />,
          ],
          [t('facts.kind'), report.kind === null ? null : kindTitle(report.kind)],
          [
            t('facts.severity'),
            report.severity === null ? null : <SeverityMark key="severity" severity={report.severity} />,
          ],
          [
            t('facts.incident'),
            report.incidentId === null ? null : (
              <Anchor key="incident" component={Link} to={`/incidents/${report.incidentId}`}>
                {t('toIncident')}
              </Anchor>
            ),
          ],
        ]}
      />
      {QUESTIONS.map((question) => (
        <Reasons key={question} title={t(`why.${question}`)} reasons={report.reasons?.[question] ?? []} />
      ))}
    </Stack>
  );
}

function Reasons({ title, reasons }: { title: string; reasons: readonly ReasonView[] }) {
  const inWords = useReasonWords();
  if (reasons.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{title}</Text>
      <ul style={{ margin: 0, paddingLeft: 16 }}>
        {reasons.map((reason) => (
          <li key={`${reason.rule} ${reason.text}`} className="foreign">
            {inWords(reason)}
          </li>
        ))}
      </ul>
    </div>
  );
}
