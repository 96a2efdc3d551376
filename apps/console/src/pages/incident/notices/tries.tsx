import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '#libs/contracts';
import { Countdown } from '../../../ui/countdown.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { useDeliveryReason } from '../../../ui/use-delivery-reason.ts';
import { LineWords } from './line-words.tsx';
import classes from './notices.module.css';

interface Props {
  delivery: DeliveryView;
  /** In which its times are told; UTC where none is given. */
  zone?: string | undefined;
}

/** How often it was tried, what the other side said last, and when it is tried again. */
export function Tries({ delivery, zone }: Props) {
  const { t } = useTranslation('notices');
  const inWords = useDeliveryReason();
  const { history, reason, reasonCodes, response, nextTryAt } = delivery;
  const last = history.at(-1);
  return (
    <>
      {reason === null ? null : <div className="foreign">{inWords(reason, reasonCodes)}</div>}
      {last === undefined ? null : (
        <div>
          {t('tried', { count: history.length })} <Instant at={last.at} zone={zone} />
        </div>
      )}
      {last === undefined ? null : <LineWords attempt={last} said={reason} zone={zone} />}
      {response === null || response === reason ? null : (
        <code className={`foreign ${classes['said']}`}>{response}</code>
      )}
      {nextTryAt === null || last === undefined ? null : (
        <div>
          {t('next')} <Countdown at={nextTryAt} from={last.at} zone={zone} />
        </div>
      )}
      {history.length > 1 ? <Earlier delivery={delivery} zone={zone} /> : null}
    </>
  );
}

function Earlier({ delivery: { history }, zone }: Props) {
  const { t } = useTranslation('notices');
  return (
    <details>
      <summary>{t('allTries')}</summary>
      <ol className={classes['plain']}>
        {history.map((attempt) => (
          <li key={attempt.attempt}>
            <Instant at={attempt.at} zone={zone} form="full" />{' '}
            {attempt.stage === null ? null : <code>{attempt.stage}</code>}{' '}
            <code className="foreign">{attempt.response}</code>
            <LineWords attempt={attempt} zone={zone} />
          </li>
        ))}
      </ol>
    </details>
  );
}
