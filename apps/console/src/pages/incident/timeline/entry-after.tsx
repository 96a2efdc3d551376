import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '#libs/contracts';
import { ToldTimes } from '../../facts/told-times.tsx';
import { correctedIn } from './aftermath.ts';
import type { Aftermath } from './aftermath.ts';
import { ExactTime } from './exact-time.tsx';
import classes from './timeline.module.css';

interface Props {
  entry: TimelineEntryView;
  after: Aftermath | undefined;
  goTo: (index: number) => void;
}

/** Under an entry: its other clocks, what it corrects, what corrects it, and who erased it when and why. */
export function EntryAfter({ entry, after, goTo }: Props) {
  const { t } = useTranslation('timeline');
  const corrects = correctedIn(entry);
  const correctedBy = after?.correctedBy ?? null;
  const erasure = after?.erasure ?? null;
  const to = (index: number, words: string): ReactNode => (
    <button type="button" className={`${classes['raw']} ${classes['jump']}`} onClick={() => goTo(index)}>
      {words}
    </button>
  );
  return (
    <>
      <span className={classes['who']}>
        <ToldTimes entry={entry} time={(at) => <ExactTime at={at} />} />
      </span>
      {corrects === null ? null : to(corrects, t('corrects', { index: corrects }))}
      {correctedBy === null ? null : to(correctedBy, t('correctedBy', { index: correctedBy }))}
      {erasure === null ? null : (
        <span className={classes['who']}>
          {t('erase.by', { name: erasure.actor.name, reason: String(erasure.data['reason']) })}{' '}
          <ExactTime at={erasure.at} />
        </span>
      )}
    </>
  );
}
