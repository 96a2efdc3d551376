import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StaffReportView } from '#libs/contracts';
import { useIntent } from '../../api/intent.ts';
import { judgeReport } from '../../api/reports.ts';
import { useAsk } from '../../ui/ask.tsx';
import { Fault } from '../../ui/fault.tsx';
import { tell } from '../../ui/undo.tsx';

/** Above a report of a source that we do not know: it tells nobody before a responder has judged it. */
export function Judgement({ report }: { report: StaffReportView }) {
  const { t } = useTranslation('report');
  const ask = useAsk();
  const { key, renew } = useIntent();
  const queries = useQueryClient();
  const judging = useMutation({
    mutationFn: ({ verdict, reason }: { verdict: 'acceptance' | 'rejection'; reason: string }) =>
      judgeReport(report.id, verdict, reason, key),
    onSuccess: async (_answer, { verdict }) => {
      renew();
      tell(t(`judged.${verdict}`));
      await queries.invalidateQueries({ queryKey: ['report', report.id] });
    },
  });
  if (!report.awaitsAcceptance) return null;
  const judge = async (verdict: 'acceptance' | 'rejection') => {
    const answer = await ask({
      title: t(`judge.${verdict}.title`),
      what: t(`judge.${verdict}.what`),
      act: t(`judge.${verdict}.act`),
      reason: 'needed',
      grave: verdict === 'rejection',
    });
    if (answer !== null) judging.mutate({ verdict, reason: answer.reason });
  };
  return (
    <Alert variant="outline" color="yellow" title={t('judge.title')}>
      <Text mb="sm">{t('judge.words')}</Text>
      <Group gap="sm">
        <Button loading={judging.isPending} onClick={() => void judge('acceptance')}>
          {t('judge.acceptance.act')}
        </Button>
        <Button variant="default" disabled={judging.isPending} onClick={() => void judge('rejection')}>
          {t('judge.rejection.act')}
        </Button>
      </Group>
      {judging.isError ? <Fault error={judging.error} /> : null}
    </Alert>
  );
}
