import { Anchor, Button, Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Versioned } from '../../api/call.ts';
import { isStaffList, useList } from '../../api/lists.ts';
import type { AnyListView } from '../../api/lists.ts';
import { useSession } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ListFacts } from './list-facts.tsx';
import { ListSettings } from './settings.tsx';

const Members = lazy(() => import('./members/members-panel.tsx'));
const Rules = lazy(() => import('./rules/rules-panel.tsx'));
const Archive = lazy(() => import('./archive/archive-panel.tsx'));

const TABS = ['archive', 'members', 'rules', 'settings'] as const;
type Tab = (typeof TABS)[number];

/** One list: what was posted to it, who is on it, and by which rules alerts post themselves. */
export default function ListPage() {
  const { t } = useTranslation('list');
  // Ready before a part of the page asks for them: a page that has to wait again loses the focus.
  useTranslation('lists');
  const { slug = '' } = useParams();
  const list = useList(slug);
  if (list.data !== undefined) return <Shown list={list.data} />;
  return (
    <>
      <PageHead title={t('title')}>
        <Anchor component={Link} to="/lists">
          {t('all')}
        </Anchor>
      </PageHead>
      {list.isError ? <Fault error={list.error} onRetry={() => void list.refetch()} /> : <Loading />}
    </>
  );
}

function Shown({ list: { view: list, etag } }: { list: Versioned<AnyListView> }) {
  const { t } = useTranslation('list');
  const [search, setSearch] = useSearchParams();
  const { role } = useSession();
  const shown = isStaffList(list) ? tabsFor(list.kind, role === 'lead') : ['archive' as const];
  const tab = shown.find((name) => name === search.get('tab')) ?? 'archive';
  return (
    <>
      <PageHead title={list.name}>
        <Anchor component={Link} to="/lists">
          {t('all')}
        </Anchor>
        {isStaffList(list) && list.state === 'active' ? (
          <Button component={Link} to={`/lists/${list.slug}/post`}>
            {t('post')}
          </Button>
        ) : null}
      </PageHead>
      <ListFacts list={list} />
      <Tabs
        mt="lg"
        value={tab}
        keepMounted={false}
        onChange={(value) => setSearch(value === null || value === 'archive' ? {} : { tab: value })}
      >
        <Tabs.List mb="md">
          {shown.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Suspense fallback={<Loading />}>
              <PartOf tab={name} list={list} etag={etag} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

const tabsFor = (kind: AnyListView['kind'], isLead: boolean): Tab[] =>
  TABS.filter((tab) => (tab === 'members' ? kind === 'own' : tab === 'settings' ? isLead : true));

function PartOf({ tab, list, etag }: { tab: Tab; list: AnyListView; etag: string }) {
  if (tab === 'archive' || !isStaffList(list)) return <Archive list={list} />;
  if (tab === 'members') return <Members list={list} />;
  if (tab === 'rules') return <Rules list={list} />;
  return <ListSettings list={list} etag={etag} />;
}
