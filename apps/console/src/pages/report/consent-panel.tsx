import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isWider, TLP_LABELS } from '#libs/contracts';
import type { StaffReportView, Tlp } from '#libs/contracts';
import { useIntent } from '../../api/intent.ts';
import { consentTo } from '../../api/reports.ts';
import { Fault } from '../../ui/fault.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tell } from '../../ui/undo.tsx';

/** Writes down that a source agrees to a wider label: only then may the incident's be lowered. */
export function ConsentPanel({ report }: { report: StaffReportView }) {
  const { t } = useTranslation('report');
  const queries = useQueryClient();
  const { key, renew } = useIntent();
  const [to, setTo] = useState<Tlp | null>(null);
  const [statement, setStatement] = useState('');
  const wider = TLP_LABELS.filter((label) => isWider(label, report.tlp));
  const consenting = useMutation({
    mutationFn: (label: Tlp) => consentTo(report.id, { to: label, statement: statement.trim() }, key),
    onSuccess: async () => {
      renew();
      setStatement('');
      tell(t('consent.done'));
      await queries.invalidateQueries({ queryKey: ['report', report.id] });
    },
  });
  if (wider.length === 0) return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (to !== null) consenting.mutate(to);
  };
  return (
    <Panel title={t('consent.title')}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={560}>
          <Text c="dimmed">{t('consent.words')}</Text>
          <Select
            label={t('consent.to')}
            data={wider.map((label) => ({ value: label, label: `TLP:${label}` }))}
            value={to}
            onChange={setTo}
            required
          />
          <Textarea
            label={t('consent.statement')}
            description={t('consent.statementHint')}
            minLength={10}
            maxLength={500}
            autosize
            minRows={2}
            required
            value={statement}
            onChange={(event) => setStatement(event.currentTarget.value)}
          />
          {consenting.isError ? <Fault error={consenting.error} /> : null}
          <Group>
            <Button type="submit" variant="default" loading={consenting.isPending} disabled={to === null}>
              {t('consent.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
