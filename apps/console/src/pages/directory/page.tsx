import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams } from 'react-router';
import { isStaff, useSession } from '../../app/session.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { OperatorsTab } from './operators-tab.tsx';
import { TldsTab } from './tlds-tab.tsx';

const GapsTab = lazy(() => import('./gaps-tab.tsx'));
const RootZonesTab = lazy(() => import('./root-zones-tab.tsx'));

const TABS = ['tlds', 'operators', 'gaps', 'rootzones'] as const;

/** Who runs what, whom can we not reach, and how has the root zone changed? */
export default function DirectoryPage() {
  const { t } = useTranslation('directory');
  const navigate = useNavigate();
  const staff = isStaff(useSession());
  const shown = TABS.filter((tab) => staff || tab !== 'gaps');
  const { tab } = useParams();
  const open = shown.find((one) => one === tab);
  if (open === undefined) return <Navigate to="/directory/tlds" replace />;
  return (
    <>
      <PageHead title={t('title')} />
      <Tabs
        value={open}
        keepMounted={false}
        onChange={(next) => void navigate(`/directory/${next ?? 'tlds'}`)}
      >
        <Tabs.List mb="md">
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={open}>
          <Suspense fallback={<Loading />}>
            {open === 'tlds' ? <TldsTab /> : null}
            {open === 'operators' ? <OperatorsTab /> : null}
            {open === 'gaps' ? <GapsTab /> : null}
            {open === 'rootzones' ? <RootZonesTab /> : null}
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
