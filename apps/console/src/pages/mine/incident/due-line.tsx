import { useTranslation } from 'react-i18next';
import type { AskView } from '#libs/contracts';
import { useOwnZone } from '../../../app/zone.ts';
import { Countdown } from '../../../ui/countdown.tsx';
import { Instant } from '../../../ui/instant.tsx';
import classes from './incident.module.css';

/** By when, where a word is due. */
export function DueLine({ ask }: { ask: AskView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  if (ask.dueAt === null) return null;
  return (
    <div className={classes['line']}>
      <span>
        {t('by')} <Instant at={ask.dueAt} zone={zone} form="full" />
      </span>
      <Countdown at={ask.dueAt} from={ask.since} zone={zone} />
    </div>
  );
}
