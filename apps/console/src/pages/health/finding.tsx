import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AnyHealthFinding, HealthLook } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { HealthMark } from './health-mark.tsx';
import { MovedServers } from './moved-servers.tsx';
import classes from './page.module.css';
import { wordsOf } from './words-of.ts';

/** Where a person sees to it. */
const PLACES: Partial<Record<HealthLook, string>> = {
  contacts: '/directory/gaps',
  quarantine: '/quarantine',
  heldSends: '/sends',
  paging: '/rota',
};

/** One look at the installation: how it is, what that means, what to do. */
export function Finding({ finding }: { finding: AnyHealthFinding }) {
  const { t } = useTranslation('health');
  const { key, values, todo } = wordsOf(finding);
  const place = PLACES[finding.look];
  return (
    <li className={classes['finding']}>
      <HealthMark state={finding.state} />
      <span className={classes['name']}>{t(`looks.${finding.look}`)}</span>
      <div className={classes['words']}>
        <span className="foreign">{t(`is.${key}`, values)}</span>
        {finding.look === 'mail' && finding.figures.lastHandedOverAt !== null ? (
          <>
            {' '}
            {t('is.mail.last')} <Instant at={finding.figures.lastHandedOverAt} />.
          </>
        ) : null}
        {finding.look === 'mailServers' ? <MovedServers servers={finding.figures.changes} /> : null}
        {finding.state === 'ok' ? null : (
          <p className={classes['todo']}>
            {t(`todo.${todo}`)}
            {place === undefined ? null : (
              <>
                {' '}
                <Anchor underline="always" component={Link} to={place}>
                  {t(`places.${finding.look}`)}
                </Anchor>
              </>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
