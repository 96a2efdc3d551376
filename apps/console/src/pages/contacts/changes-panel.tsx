import { Anchor, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactChangeView } from '#libs/contracts';
import { useOwnZone } from '../../app/zone.ts';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './contacts.module.css';
import { OpenChange } from './open-change.tsx';

/** Of those that are done with, so many are shown. */
const PAST = 10;

/** Changes that wait for a second word; what became of earlier ones unfolds. */
export function ChangesPanel({ changes, slug }: { changes: ContactChangeView[]; slug: string }) {
  const { t } = useTranslation('contacts');
  const [isPastShown, showPast] = useState(false);
  const open = changes.filter(({ state }) => state === 'asked' || state === 'frozen');
  const past = changes.filter((change) => !open.includes(change)).slice(0, PAST);
  if (changes.length === 0) return null;
  return (
    <Panel
      title={t('changes.title')}
      beside={<span className={classes['dim']}>{open.length}</span>}
      actions={
        past.length === 0 ? null : (
          <Anchor component="button" type="button" onClick={() => showPast(!isPastShown)}>
            {t(isPastShown ? 'changes.hidePast' : 'changes.showPast')}
          </Anchor>
        )
      }
    >
      {open.length === 0 ? <p className={classes['dim']}>{t('changes.none')}</p> : null}
      {open.some(({ state }) => state === 'asked') ? <Ways /> : null}
      <ul className={classes['list']}>
        {open.map((change) => (
          <li key={change.id}>
            <OpenChange change={change} slug={slug} />
          </li>
        ))}
        {isPastShown ? past.map((change) => <PastChange key={change.id} change={change} />) : null}
      </ul>
    </Panel>
  );
}

/** Said once for all that wait. */
function Ways() {
  const { t } = useTranslation('contacts');
  return (
    <>
      <Text>{t('changes.ways')}</Text>
      <List size="md" mb="md">
        <List.Item>{t('changes.byKey')}</List.Item>
        <List.Item>{t('changes.byMail')}</List.Item>
        <List.Item>{t('changes.byCall')}</List.Item>
      </List>
    </>
  );
}

function PastChange({ change }: { change: ContactChangeView }) {
  const { t } = useTranslation('contacts');
  const zone = useOwnZone();
  return (
    <li className="foreign">
      <strong>{t(`changes.what.${change.what}`)}</strong> {change.contact}
      <div className={classes['dim']}>
        {t(`changes.states.${change.state}`)}
        {change.confirmation === null ? '' : ` (${t(`changes.how.${change.confirmation.how}`)})`}{' '}
        {change.endedAt === null ? null : <Instant at={change.endedAt} zone={zone} />}
        {change.endedWhy === null ? null : <div>{change.endedWhy}</div>}
      </div>
    </li>
  );
}
