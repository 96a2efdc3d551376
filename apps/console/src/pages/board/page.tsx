import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBoard } from '../../api/board.ts';
import { useKeys } from '../../app/keys.tsx';
import { useSession } from '../../app/session.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useLater } from '../../ui/use-later.ts';
import type { Subject } from './acts.ts';
import classes from './board.module.css';
import { BulkBar } from './bulk-bar.tsx';
import { DuePanel } from './due-panel.tsx';
import { useFilter } from './filter.ts';
import { Filters } from './filters.tsx';
import { FreshPanel, subjectOf } from './fresh-panel.tsx';
import { Lanes } from './lanes.tsx';
import type { OpenDialog } from './row-dialog.tsx';
import { useActs } from './use-acts.ts';
import { useRows } from './use-rows.ts';
import { useSelection } from './use-selection.ts';
import { ViewsMenu } from './views-menu.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

const ClockPanels = lazy(() => import('../clocks/board-panels.tsx'));
const AlertsPanel = lazy(() => import('../alerts/alerts-panel.tsx'));
const loadDialog = () => import('./row-dialog.tsx').then(({ RowDialog }) => RowDialog);

/** The home of those on duty: what must I do next, and by when? */
export default function Board() {
  const { t } = useTranslation('board');
  const navigate = useNavigate();
  const { userId } = useSession();
  const filtering = useFilter();
  const { board, items, ...asked } = useBoard(filtering.filter);
  const acts = useActs();
  const { place, current, onFocus, step, goTo } = useRows();
  const selection = useSelection();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const { Part: RowDialog, open: openDialog } = useLater(loadDialog);

  const id = current?.id;
  const selected = items.filter((item) => selection.has(item.id));
  const due = items.find((item) => item.id === id);
  const fresh = board?.fresh.items.find((item) => item.id === id);
  const subject = due ?? (fresh === undefined ? undefined : subjectOf(fresh));
  const onCurrent = (act: (subject: Subject) => void) => () => {
    if (subject !== undefined) act(subject);
  };
  const open = (what: NonNullable<OpenDialog>['what']) =>
    onCurrent((subject) => void openDialog(() => setDialog({ what, subject })));
  useKeys([
    { key: 'j', words: t('keys.j'), act: () => step(1) },
    { key: 'k', words: t('keys.k'), act: () => step(-1) },
    { key: 'd', words: t('keys.d'), act: () => goTo('due') },
    { key: 'f', words: t('keys.f'), act: () => goTo('fresh') },
    { key: 'x', words: t('keys.x'), act: onCurrent(({ id: one }) => selection.toggle(one)) },
    { key: 'a', words: t('keys.a'), act: onCurrent((one) => void acts.assign([one], userId)) },
    { key: 't', words: t('keys.t'), act: onCurrent((one) => void navigate(`/incidents/${one.id}/tell`)) },
    { key: 'n', words: t('keys.n'), act: open('note') },
    { key: 'm', words: t('keys.m'), act: open('join') },
    { key: 's', words: t('keys.s'), act: open('split') },
    { key: 'z', words: t('keys.z'), act: acts.undoLast },
  ]);

  return (
    <>
      <PageHead title={t('title')}>
        <ViewsMenu filtering={filtering} />
      </PageHead>
      <Filters filtering={filtering} />
      {asked.isError ? <Fault error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {board === undefined ? (
        asked.isError ? null : (
          <Loading lines={10} />
        )
      ) : (
        <div ref={place} onFocus={onFocus}>
          <Lanes lanes={board.lanes} filtering={filtering} />
          {selected.length === 0 ? null : <BulkBar items={selected} acts={acts} onDone={selection.clear} />}
          <div className={classes['columns']}>
            <DuePanel
              items={items}
              total={board.lanes.reduce((sum, lane) => sum + lane.open, 0)}
              isFiltered={filtering.address !== ''}
              selection={selection}
              more={{
                hasMore: asked.hasNextPage,
                isLoading: asked.isFetchingNextPage,
                onMore: () => void asked.fetchNextPage(),
              }}
            />
            <div className={classes['side']}>
              <Suspense fallback={null}>
                <ClockPanels />
                <AlertsPanel />
              </Suspense>
              <FreshPanel fresh={board.fresh} current={current} acts={acts} />
              <WaitingPanel name="awaiting" reports={board.awaiting} />
              <WaitingPanel name="quarantined" reports={board.quarantined} />
            </div>
          </div>
        </div>
      )}
      {RowDialog === null ? null : (
        <Suspense fallback={null}>
          <RowDialog open={dialog} onClose={() => setDialog(null)} />
        </Suspense>
      )}
    </>
  );
}
