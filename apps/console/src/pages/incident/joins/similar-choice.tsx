import { Radio, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { useTranslation } from 'react-i18next';
import { useJoinCandidates } from '../../../api/joins.ts';
import type { JoinCandidate } from '../../../api/joins.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useReasonWords } from '../../../ui/use-reason-words.ts';
import classes from './joins.module.css';

interface Props {
  incidentId: string;
  words: string;
  chosen: JoinCandidate | null;
  onChoose: (incident: JoinCandidate | null) => void;
}

/** Incidents that it may be of, with how like they are and why. */
export function SimilarChoice({ incidentId, words, chosen, onChoose }: Props) {
  const { t } = useTranslation('joins');
  const similar = useJoinCandidates(incidentId, words);
  if (similar.isError) return <Fault error={similar.error} onRetry={() => void similar.refetch()} />;
  if (similar.isPending) return <Loading lines={3} />;
  if (similar.data.length === 0) return <Empty title={t('similar.none')}>{t('similar.noneWords')}</Empty>;
  return (
    <Radio.Group
      label={t('similar.label')}
      value={chosen?.id ?? null}
      onChange={(id) => onChoose(similar.data.find((one) => one.id === id) ?? null)}
    >
      <Stack gap="xs" className={classes['choices']} mt="xs">
        {similar.data.map((one) => (
          <Radio key={one.id} value={one.id} label={<SimilarIncident incident={one} />} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function SimilarIncident({ incident }: { incident: JoinCandidate }) {
  const { t } = useTranslation('joins');
  const inWords = useReasonWords();
  return (
    <span className="foreign">
      <strong>#{incident.number}</strong> {incident.title}
      <br />
      <SeverityMark severity={incident.severity} /> <StateMark of="incident" state={incident.state} />{' '}
      <Text component="span" size="xs" c="dimmed">
        {incident.score === null ? '' : `${t('similar.score', { score: incident.score.toFixed(2) })} · `}
        <Instant at={incident.openedAt} />
      </Text>
      <br />
      <Text component="span" size="xs" c="dimmed">
        {incident.reasons.map(inWords).join(' ')}
      </Text>
    </span>
  );
}
