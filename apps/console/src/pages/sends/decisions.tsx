import { useTranslation } from 'react-i18next';
import type { ApprovalView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import classes from './sends.module.css';

/** What people said to it so far, and how many more it takes. */
export function Decisions({ approval: { decisions, needed } }: { approval: ApprovalView }) {
  const { t } = useTranslation('sends');
  const agreed = decisions.filter(({ decision }) => decision === 'approve').length;
  return (
    <>
      {t('agreed', { agreed, needed })}
      <ul className={classes['decisions']}>
        {decisions.map(({ decision, by, reason, at }) => (
          <li key={`${by.id ?? by.name} ${at}`}>
            <span className="foreign">
              {t(`decided.${decision}`, { name: by.name })}
              {reason === null ? '' : `: ${reason}`}
            </span>{' '}
            <span className={classes['dim']}>
              <Instant at={at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
