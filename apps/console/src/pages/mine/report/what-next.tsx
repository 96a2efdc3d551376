import { Anchor, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OperatorReportView } from '#libs/contracts';
import { Panel } from '../../../ui/panel.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';

/** Where it stands, and what we do next. */
export function WhatNext({ report }: { report: OperatorReportView }) {
  const { t } = useTranslation('mine');
  const { state, incidentId, severity } = report;
  return (
    <Panel title={t('next.title')} beside={<StateMark of="report" state={state} />}>
      <Text>{t(`next.${state}`)}</Text>
      {incidentId === null ? null : (
        <List mt="xs" size="md">
          {severity === null ? null : <List.Item>{t(`next.look.${severity}`)}</List.Item>}
          <List.Item>{t('next.mail')}</List.Item>
          <List.Item>{t('next.details')}</List.Item>
        </List>
      )}
      {incidentId === null ? null : (
        <Group mt="sm">
          <Anchor component={Link} to={`/mine/incidents/${incidentId}`}>
            {t('next.open')}
          </Anchor>
        </Group>
      )}
    </Panel>
  );
}
