import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutageView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { ToneMark } from '../../../ui/state-mark.tsx';
import classes from '../clocks.module.css';
import { titleOf } from './outage-draft.ts';

export interface OutageActs {
  onCorrect: (outage: OutageView) => void;
  /** It is up again. */
  onEnd: (outage: OutageView) => void;
  /** It never was. */
  onWithdraw: (outage: OutageView) => void;
}

interface Props {
  outage: OutageView;
  /** The word that stands for it now; null: it is the last one itself. */
  later: OutageView | null;
  acts: OutageActs;
}

/** What was down from when until when, when we learned of it, and who says so why; or that it never was. */
export function OutageItem({ outage, later, acts }: Props) {
  const { t } = useTranslation('clocks');
  const { from, until, maintenance, inForce, withdrawn } = outage;
  return (
    <li className="foreign">
      <div className={classes['line']}>
        <span className={inForce ? '' : (classes['corrected'] ?? '')}>
          <strong>{titleOf(outage)}</strong> {t('outage.since')} <Instant at={from} form="full" />
          {until === null ? null : (
            <>
              {' '}
              {t('outage.to')} <Instant at={until} form="full" />
            </>
          )}
        </span>
        {later === null ? null : <em>{t(later.withdrawn ? 'outage.withdrawn' : 'outage.corrected')}</em>}
        {withdrawn ? <ToneMark tone="calm" words={t('outage.neverWas')} /> : null}
        {inForce && until === null ? <ToneMark tone="bad" words={t('outage.goesOn')} /> : null}
        {maintenance ? <ToneMark tone="calm" words={t('outage.announced')} /> : null}
      </div>
      <div>{outage.reason}</div>
      <Text component="div" c="dimmed" size="sm">
        {withdrawn ? null : (
          <>
            {t('outage.learnedAt')} <Instant at={outage.learnedAt} form="full" /> ·{' '}
          </>
        )}
        {t('outage.notedBy', { name: outage.notedBy.name })} <Instant at={outage.notedAt} form="full" />
      </Text>
      {later === null ? <Acts outage={outage} {...acts} /> : null}
    </li>
  );
}

/** What may be said of the last word: a withdrawal is corrected as well, where it was there after all. */
function Acts({ outage, onCorrect, onEnd, onWithdraw }: OutageActs & { outage: OutageView }) {
  const { t } = useTranslation('clocks');
  const what = titleOf(outage);
  const act = (words: string, label: string, does: (outage: OutageView) => void) => (
    <Button variant="default" size="compact-sm" onClick={() => does(outage)} aria-label={label}>
      {words}
    </Button>
  );
  return (
    <Group gap="sm" mt={4}>
      {outage.inForce && outage.until === null
        ? act(t('outage.end'), t('outage.endOf', { what }), onEnd)
        : null}
      {act(t('outage.correct'), t('outage.correctOf', { what }), onCorrect)}
      {outage.inForce ? act(t('outage.withdraw'), t('outage.withdrawOf', { what }), onWithdraw) : null}
    </Group>
  );
}
