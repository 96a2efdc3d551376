import { Anchor, Button, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DrillView } from '#libs/contracts';
import { useDrills } from '../../api/drills.ts';
import { useKeys } from '../../app/keys.tsx';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Instant } from '../../ui/instant.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FoundTable } from '../directory/found-table.tsx';
import { Bar } from './bar.tsx';
import { DrillStateWords } from './drill-state-words.tsx';
import classes from './drills.module.css';
import { StartDialog } from './start-dialog.tsx';

/** Whom would we reach tonight, and who would answer? */
export default function DrillsPage() {
  const { t } = useTranslation('drills');
  const list = useDrills();
  const [isStarting, starting] = useDisclosure(false);
  const mayStart = useSession().role === 'lead';
  useKeys(mayStart ? [{ key: 's', words: t('start'), act: starting.open }] : []);
  return (
    <>
      <PageHead title={t('title')}>
        {mayStart ? <Button onClick={starting.open}>{t('start')}</Button> : null}
      </PageHead>
      <Text c="dimmed" maw={720} mb="md">
        {t('lead')}
      </Text>
      <Panel title={t('list')}>
        <FoundTable
          list={list}
          caption={t('list')}
          heads={[
            t('column.started'),
            t('column.state'),
            t('column.answered'),
            t('column.by'),
            t('column.note'),
          ]}
          keyOf={({ id }) => id}
          row={(drill) => <DrillCells drill={drill} />}
          empty={<Empty title={t('none')}>{t('noneWords')}</Empty>}
        />
      </Panel>
      <StartDialog opened={isStarting} onClose={starting.close} />
    </>
  );
}

function DrillCells({ drill }: { drill: DrillView }) {
  const { t } = useTranslation('drills');
  const { coverage } = drill;
  const answered = coverage.standings.find(({ standing }) => standing === 'answered')?.count ?? 0;
  return (
    <>
      <Table.Th scope="row">
        <Anchor component={Link} to={`/drills/${drill.id}`} fw={600} inherit>
          <Instant at={drill.startedAt ?? drill.askedAt} form="full" />
        </Anchor>
      </Table.Th>
      <Table.Td>
        <DrillStateWords drill={drill} />
      </Table.Td>
      <Table.Td>
        {drill.state === 'waits_for_second' ? null : (
          <>
            <div className={classes['small']}>
              <Bar coverage={coverage} />
            </div>
            {t('sentence', { answered, operators: coverage.operators })}
          </>
        )}
      </Table.Td>
      <Table.Td className="foreign">{drill.startedBy.name}</Table.Td>
      <Table.Td className="foreign">{drill.note}</Table.Td>
    </>
  );
}
