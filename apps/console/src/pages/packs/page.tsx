import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DELIVERY_STATES } from '#libs/contracts';
import { usePacks } from '../../api/packs.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Choice } from '../directory/choice.tsx';
import { Pack } from './pack.tsx';
import classes from './packs.module.css';

/** Who has on paper whom to call when nothing answers? */
export default function PacksPage() {
  const { t } = useTranslation('packs');
  const { t: states } = useTranslation('ui');
  const packs = usePacks();
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t('lead')}
        </Text>
        {packs.isPending ? <Loading /> : null}
        {packs.isError ? <Fault error={packs.error} onRetry={() => void packs.refetch()} /> : null}
        {packs.data !== undefined && packs.items.length === 0 ? (
          <Empty title={t('none')}>{t('noneWords')}</Empty>
        ) : null}
        {packs.items.length === 0 ? null : (
          <Panel title={t('months')}>
            <div className={classes['filter']}>
              <Choice
                name="state"
                label={t('state')}
                all={t('all')}
                options={DELIVERY_STATES.map((value) => ({
                  value,
                  label: states(`states.delivery.${value}`),
                }))}
              />
            </div>
            <ul className={classes['plain']}>
              {packs.items.map((pack, index) => (
                <Pack key={pack.month} pack={pack} isOpenAtFirst={index === 0} />
              ))}
            </ul>
          </Panel>
        )}
        <More
          hasMore={packs.hasNextPage}
          isLoading={packs.isFetchingNextPage}
          onMore={() => void packs.fetchNextPage()}
        />
      </Stack>
    </>
  );
}
