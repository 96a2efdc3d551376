import { useTranslation } from 'react-i18next';
import type { OperatorGapView } from '#libs/contracts';
import { KEY_WARNING_DAYS, MANY_TLDS } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { Panel } from '../../../ui/panel.tsx';
import classes from '../directory.module.css';
import { TldsOf } from '../tlds-of.tsx';

/** What is missing, so that it could not be told at night. */
export function GapsPanel({ gaps }: { gaps: OperatorGapView[] }) {
  const { t } = useTranslation('directory');
  const values = { days: KEY_WARNING_DAYS, many: MANY_TLDS };
  return (
    <Panel title={t('tabs.gaps')} beside={<span className={classes['dim']}>{gaps.length}</span>}>
      {gaps.length === 0 ? (
        t('operator.noGaps')
      ) : (
        <ul className={classes['lines']}>
          {gaps.map((gap) => (
            <li key={`${gap.gap} ${gap.mailboxes.join()}`}>
              <strong className={classes['bad']}>{t(`gaps.${gap.gap}.title`)}</strong>
              {gap.detail === null ? '' : `: ${t(`gaps.details.${gap.detail}`)}`}{' '}
              {gap.at === null ? null : <Instant at={gap.at} form="full" />}
              {gap.gap === 'contacts_inside' ? (
                <div>
                  <TldsOf tlds={gap.tlds} count={gap.tldCount} />
                </div>
              ) : null}
              <div className={classes['dim']}>{t(`gaps.${gap.gap}.why`, values)}</div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
