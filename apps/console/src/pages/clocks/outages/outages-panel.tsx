import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentOverviewView, OutageView } from '#libs/contracts';
import { serviceNow } from '../../../api/clock.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import classes from '../clocks.module.css';
import { OutageDialog } from './outage-dialog.tsx';
import { inOrder } from './outage-draft.ts';
import type { Noting } from './outage-dialog.tsx';
import { OutageItem } from './outage-item.tsx';
import type { OutageActs } from './outage-item.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface Props {
  overview: IncidentOverviewView;
  outages: OutageView[];
}

/** Which services were, or are, not there; what was corrected or withdrawn stays, struck out. */
export function OutagesPanel({ overview, outages }: Props) {
  const { t } = useTranslation('clocks');
  const [noting, setNoting] = useState<Noting | null>(null);
  const [withdrawing, setWithdrawing] = useState<OutageView | null>(null);
  const acts: OutageActs = {
    onCorrect: (outage) => setNoting({ corrected: outage, endedAt: null }),
    onEnd: (outage) => setNoting({ corrected: outage, endedAt: serviceNow().getTime() }),
    onWithdraw: setWithdrawing,
  };
  return (
    <Panel
      title={t('outage.title')}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setNoting('new')}>
          {t('outage.note')}
        </Button>
      }
    >
      {outages.length === 0 ? <Empty title={t('outage.none')}>{t('outage.noneWords')}</Empty> : null}
      <ul className={classes['facts']}>
        {inOrder(outages).map((outage) => (
          <OutageItem
            key={outage.id}
            outage={outage}
            later={outages.find(({ corrects }) => corrects === outage.id) ?? null}
            acts={acts}
          />
        ))}
      </ul>
      <OutageDialog overview={overview} noting={noting} onClose={() => setNoting(null)} />
      <WithdrawDialog
        incidentId={overview.incident.id}
        outage={withdrawing}
        onClose={() => setWithdrawing(null)}
      />
    </Panel>
  );
}
