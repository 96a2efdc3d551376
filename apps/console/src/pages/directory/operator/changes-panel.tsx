import { useTranslation } from 'react-i18next';
import type { ContactChangeView } from '#libs/contracts';
import { useContactChanges } from '../../../api/directory.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Panel } from '../../../ui/panel.tsx';
import classes from '../directory.module.css';
import { ChangeActs } from './change-acts.tsx';

const isOpen = ({ state }: ContactChangeView) => state === 'asked' || state === 'frozen';

/** Changes of contacts and keys that wait for a second word. Not there while none waits. */
export function ChangesPanel({ slug }: { slug: string }) {
  const { t } = useTranslation('directory');
  const asked = useContactChanges(slug);
  if (asked.isError && asked.data === undefined)
    return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  const open = asked.data?.items.filter(isOpen) ?? [];
  if (open.length === 0) return null;
  return (
    <Panel title={t('changes.title')} beside={<span className={classes['dim']}>{open.length}</span>}>
      <ul className={classes['lines']}>
        {open.map((change) => (
          <li key={change.id}>
            <Change change={change} slug={slug} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Change({ change, slug }: { change: ContactChangeView; slug: string }) {
  const { t } = useTranslation('directory');
  return (
    <>
      <div className="foreign">
        <strong>{t(`changes.what.${change.what}`)}</strong> {change.contact}
      </div>
      {change.lines.map((line) => (
        <div key={line} className="foreign">
          <code>{line}</code>
        </div>
      ))}
      <div className={classes['dim']}>
        {t('changes.asked', { name: change.askedBy })} <Instant at={change.askedAt} />
        {change.expiresAt === null ? null : (
          <>
            , {t('changes.expires')} <Instant at={change.expiresAt} />
          </>
        )}
      </div>
      {change.state === 'frozen' ? (
        <div className={classes['bad']}>{t('changes.frozen', { count: change.overrides?.length ?? 0 })}</div>
      ) : null}
      {change.confirmation === null ? null : (
        <div>{t(`changes.how.${change.confirmation.how}`, { name: change.confirmation.by ?? '' })}</div>
      )}
      <ChangeActs change={change} slug={slug} />
    </>
  );
}
