import { useTranslation } from 'react-i18next';
import type { SpeakerView } from '#libs/contracts';
import { useSpeakers } from '../../api/contacts.ts';
import { useOwnZone } from '../../app/zone.ts';
import { Fault } from '../../ui/fault.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './contacts.module.css';

/** Who may report and answer in one's operator's name at this moment. A lead of the CERT gives and ends that right. */
export function SpeakersPanel({ slug }: { slug: string }) {
  const { t } = useTranslation('contacts');
  const speakers = useSpeakers(slug);
  const now = useNow(60);
  return (
    <Panel title={t('speakers.title')}>
      {speakers.isPending ? <Loading lines={2} /> : null}
      {speakers.isError ? <Fault error={speakers.error} onRetry={() => void speakers.refetch()} /> : null}
      <ul className={classes['speakers']}>
        {speakers.data?.filter(isInForce(now)).map((speaker) => (
          <li key={speaker.id}>
            <Speaker speaker={speaker} />
          </li>
        ))}
      </ul>
      <p className={classes['dim']}>{t('speakers.words')}</p>
    </Panel>
  );
}

const isInForce =
  (now: number) =>
  ({ until, endedAt }: SpeakerView) =>
    endedAt === null && (until === null || Date.parse(until) > now);

function Speaker({ speaker: { user, from, until } }: { speaker: SpeakerView }) {
  const { t } = useTranslation('contacts');
  const zone = useOwnZone();
  return (
    <span className="foreign">
      <strong>{user.name}</strong> {user.email}{' '}
      <span className={classes['dim']}>
        {t('speakers.since')} <Instant at={from} zone={zone} />
        {until === null ? null : (
          <>
            , {t('speakers.until')} <Instant at={until} zone={zone} />
          </>
        )}
      </span>
    </span>
  );
}
