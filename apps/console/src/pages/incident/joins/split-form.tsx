import { Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { StaffReportView } from '#libs/contracts';
import { useIntent } from '../../../api/intent.ts';
import { split, useReportsOf } from '../../../api/joins.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Fault } from '../../../ui/fault.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { ReasonField } from '../../../ui/reason-field.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { tell } from '../../../ui/undo.tsx';
import classes from './joins.module.css';

interface Props {
  incident: { id: string; number: string };
  onClose: () => void;
}

/** Chooses the reports that are of another thing. One at least stays: an incident without a report is none. */
export function SplitForm({ incident, onClose }: Props) {
  const { t } = useTranslation('joins');
  const reports = useReportsOf(incident.id, true);
  if (reports.isError) return <Fault error={reports.error} onRetry={() => void reports.refetch()} />;
  if (reports.isPending) return <Loading lines={3} />;
  if (reports.data.length < 2) return <Empty title={t('split.one')}>{t('split.oneWords')}</Empty>;
  return <ReportChoice incident={incident} reports={reports.data} onClose={onClose} />;
}

function ReportChoice({ incident, reports, onClose }: Props & { reports: StaffReportView[] }) {
  const { t } = useTranslation('joins');
  const [chosen, setChosen] = useState<string[]>([]);
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState('');
  const splitting = useSplitting(incident, onClose);
  const fits = chosen.length > 0 && chosen.length < reports.length && reason.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const named = title.trim() === '' ? {} : { title: title.trim() };
        splitting.mutate({ reports: chosen, ...named, reason: reason.trim() });
      }}
    >
      <Stack gap="md">
        <Text>{t('split.what')}</Text>
        <Checkbox.Group label={t('split.reports')} value={chosen} onChange={setChosen}>
          <Stack gap="xs" className={classes['choices']} mt="xs">
            {reports.map((report) => (
              <Checkbox
                key={report.id}
                value={report.id}
                label={
                  <span className="foreign">
                    <strong>{report.number}</strong> {report.summary} <Instant at={report.receivedAt} />
                  </span>
                }
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <TextInput
          label={t('split.newTitle')}
          description={t('split.newTitleHint')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <ReasonField value={reason} onChange={setReason} />
        <FormEnd
          sending={splitting}
          safe={t('safe')}
          act={t('split.act', { count: chosen.length })}
          isReady={fits}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

function useSplitting(incident: Props['incident'], onDone: () => void) {
  const { t } = useTranslation('joins');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { key } = useIntent();
  return useMutation({
    mutationFn: (given: { reports: string[]; title?: string; reason: string }) =>
      split(incident.id, given, key),
    onSuccess: async (made) => {
      onDone();
      tell(t('split.done', { number: made.number, from: incident.number }));
      await queries.invalidateQueries();
      await navigate(`/incidents/${made.id}`);
    },
  });
}
