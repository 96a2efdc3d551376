import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeadlineView } from '#libs/contracts';
import { Countdown } from '../../ui/countdown.tsx';
import { Instant } from '../../ui/instant.tsx';
import { useNow } from '../../ui/now.ts';
import { ToneMark } from '../../ui/state-mark.tsx';
import classes from './clocks.module.css';
import { NextWords } from './next-words.tsx';
import { isOpen, isQuiet, toneOfDeadline } from './standing.ts';
import { useSeeingToIt } from './use-seeing-to-it.ts';
import { Why } from './why.tsx';

/** One clock: until when what, what happens in silence, and why it says so. */
export function ClockItem({ deadline }: { deadline: DeadlineView }) {
  const { t } = useTranslation('clocks');
  const { seeToIt, isPending } = useSeeingToIt(deadline);
  const now = useNow(30);
  const mayBeQuiet = isOpen(deadline) && deadline.ladder.length > 0 && !isQuiet(deadline, now);
  return (
    <li className={classes['clock']}>
      <div className={classes['when']}>
        <WhenWords deadline={deadline} />
      </div>
      <div className={classes['what']}>
        <div className={classes['line']}>
          <strong>{t(`kinds.${deadline.kind}`)}</strong>
          {deadline.operator === null ? null : <span className="foreign">{deadline.operator.name}</span>}
          {deadline.subject === '' ? null : <code>{deadline.subject}</code>}
          <ToneMark tone={toneOfDeadline(deadline.state)} words={t(`states.${deadline.state}`)} />
        </div>
        {isOpen(deadline) ? (
          <div className={classes['dim']}>
            <NextWords deadline={deadline} />
          </div>
        ) : null}
        <Why deadline={deadline} />
      </div>
      {mayBeQuiet ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={isPending}
          onClick={() => void seeToIt()}
          aria-label={t('see.one', { what: t(`kinds.${deadline.kind}`) })}
        >
          {t('see.act')}
        </Button>
      ) : null}
    </li>
  );
}

/** A countdown as long as it runs; else the instant at which it rested or ended. */
function WhenWords({
  deadline: { state, dueAt, startedAt, pausedSince, stoppedAt },
}: {
  deadline: DeadlineView;
}) {
  const { t } = useTranslation('clocks');
  if (state === 'running' || state === 'overdue') return <Countdown at={dueAt} from={startedAt} />;
  if (pausedSince !== null)
    return (
      <>
        {t('restsSince')} <Instant at={pausedSince} />
      </>
    );
  return <Instant at={stoppedAt ?? dueAt} />;
}
