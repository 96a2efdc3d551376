import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAsks } from '../../api/asks.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { AskGroup } from './ask-group.tsx';
import { groupsOf } from './groups.ts';
import { MinePlaces } from './mine-places.tsx';
import { NothingAsked } from './nothing-asked.tsx';

/** The operator's home: what do you want of me, and by when? */
export default function MinePage() {
  const { t } = useTranslation('mine');
  const { operator } = useSession();
  return (
    <>
      <PageHead title={t('title')}>
        <Button component={Link} to="/report">
          {t('report')}
        </Button>
      </PageHead>
      <MinePlaces />
      {operator === null ? <Empty title={t('noVoice.title')}>{t('noVoice.words')}</Empty> : <Asks />}
    </>
  );
}

function Asks() {
  const asks = useAsks();
  if (asks.isPending) return <Loading />;
  if (asks.isError && asks.data === undefined)
    return <Fault error={asks.error} onRetry={() => void asks.refetch()} />;
  const { due, open, drills, quiet } = groupsOf(asks.data.items);
  return (
    <Stack gap="lg">
      {due.length + open.length === 0 ? <NothingAsked /> : null}
      <AskGroup name="due" asks={due} />
      <AskGroup name="open" asks={open} />
      <AskGroup name="drills" asks={drills} />
      <AskGroup name="quiet" asks={quiet} />
    </Stack>
  );
}
