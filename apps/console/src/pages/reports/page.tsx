import { Select, Stack, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { REPORT_CHANNELS, REPORT_STATES } from '#libs/contracts';
import type { ReportChannel, ReportState } from '#libs/contracts';
import { PageHead } from '../../ui/page-head.tsx';
import classes from './reports.module.css';
import { ReportsTable } from './reports-table.tsx';
import { UnprovenTable } from './unproven-table.tsx';

const oneOf = <T extends string>(list: readonly T[], text: string | null): T | undefined =>
  list.find((item) => item === text);

/** What came in, and what became of it. The choice stands in the address. */
export default function Reports() {
  const { t } = useTranslation('reports');
  const [asked, setAsked] = useSearchParams();
  const tab = asked.get('tab') === 'unproven' ? 'unproven' : 'all';
  const filter = {
    state: oneOf<ReportState>(REPORT_STATES, asked.get('state')),
    channel: oneOf<ReportChannel>(REPORT_CHANNELS, asked.get('channel')),
  };
  const choose = (name: string, value: string | null) =>
    setAsked((before) => {
      const next = new URLSearchParams(before);
      if (value === null || value === 'all') next.delete(name);
      else next.set(name, value);
      return next;
    });
  return (
    <>
      <PageHead title={t('title')} />
      <Tabs value={tab} onChange={(value) => choose('tab', value)}>
        <Tabs.List mb="md">
          <Tabs.Tab value="all">{t('tabs.all')}</Tabs.Tab>
          <Tabs.Tab value="unproven">{t('tabs.unproven')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="all">
          <Stack gap="md">
            <div className={classes['filters']}>
              <Select
                label={t('state')}
                clearable
                placeholder={t('any')}
                data={REPORT_STATES.map((value) => ({ value, label: t(`ui:states.report.${value}`) }))}
                value={filter.state ?? null}
                onChange={(value) => choose('state', value)}
              />
              <Select
                label={t('channel')}
                clearable
                placeholder={t('any')}
                data={REPORT_CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
                value={filter.channel ?? null}
                onChange={(value) => choose('channel', value)}
              />
            </div>
            <ReportsTable filter={filter} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="unproven">{tab === 'unproven' ? <UnprovenTable /> : null}</Tabs.Panel>
      </Tabs>
    </>
  );
}
