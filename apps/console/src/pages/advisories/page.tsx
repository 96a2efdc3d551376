import { Button, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { AdvisoryFilter } from '../../api/advisories.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { AdvisoriesTable } from './advisories-table.tsx';

const FILTERS: Record<string, AdvisoryFilter> = {
  all: {},
  asked: { asked: true },
  draft: { state: 'draft' },
  published: { state: 'published' },
  withdrawn: { state: 'withdrawn' },
};

/** What everybody may know, and what is to become so. */
export default function Advisories() {
  const { t } = useTranslation('advisories');
  const [asked, setAsked] = useSearchParams();
  const given = asked.get('tab') ?? 'all';
  const tab = given in FILTERS ? given : 'all';
  return (
    <>
      <PageHead title={t('title')}>
        <Button component={Link} to="/advisories/new">
          {t('write')}
        </Button>
      </PageHead>
      <Tabs
        value={tab}
        onChange={(value) => setAsked(value === null || value === 'all' ? {} : { tab: value })}
      >
        <Tabs.List mb="md">
          {Object.keys(FILTERS).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <AdvisoriesTable filter={FILTERS[tab] ?? {}} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
