import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ThreadSaidView } from '#libs/contracts';
import { languageNow } from '../../../app/language.ts';
import { Instant } from '../../../ui/instant.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { sizeWords } from '../evidence/size-words.ts';
import classes from './threads.module.css';

interface Props {
  item: ThreadSaidView;
  zone: string | undefined;
}

/** What the operator told us, or somebody of ours on its word. */
export function SaidItem({ item, zone }: Props) {
  const { t } = useTranslation('threads');
  return (
    <article aria-label={t('theirs')}>
      <header className={classes['head']}>
        <span className={classes['way']} aria-hidden="true">
          ←
        </span>
        <strong>{t(`said.${item.what}`)}</strong>
        <What item={item} />
        <span className={classes['dim']}>
          <Instant at={item.at} zone={zone} /> <By item={item} />
        </span>
      </header>
      <Words item={item} />
    </article>
  );
}

function What({ item }: { item: ThreadSaidView }) {
  if (item.what === 'answer') return <StateMark of="affected" state={item.answer} />;
  if (item.what === 'report')
    return (
      <Anchor component={Link} to={`/reports/${item.id}`} underline="always">
        {item.number}
      </Anchor>
    );
  if (item.what !== 'state') return null;
  return (
    <>
      <StateMark of="affected" state={item.to} />
      {item.serviceState === null ? null : <StateMark of="service" state={item.serviceState} />}
    </>
  );
}

/** By which way, and who said so: a responder who took it on the phone is not the operator. */
function By({ item }: { item: ThreadSaidView }) {
  const { t } = useTranslation('threads');
  if (item.what === 'report') return <>{t(`channel.${item.channel}`)}</>;
  if (item.what === 'note') return <span className="foreign">{item.by}</span>;
  if (item.what === 'file') return null;
  return (
    <span className="foreign">
      {item.by.kind === 'user' ? t('byUs', { name: item.by.name }) : item.by.name}
      {item.via === null || item.by.kind === 'user' ? null : `, ${t(`via.${item.via}`)}`}
    </span>
  );
}

function Words({ item }: { item: ThreadSaidView }) {
  if (item.what === 'file')
    return (
      <div>
        <Anchor href={`/api/v1/attachments/${item.id}`} download underline="always" className="foreign">
          {item.name}
        </Anchor>{' '}
        <span className={classes['dim']}>{sizeWords(item.bytes, languageNow())}</span>
      </div>
    );
  const words = wordsOf(item);
  return words === null ? null : <p className={`raw ${classes['words']}`}>{words}</p>;
}

function wordsOf(item: Exclude<ThreadSaidView, { what: 'file' }>): string | null {
  if (item.what === 'report') return item.summary;
  if (item.what === 'note') return item.body;
  return item.what === 'answer' ? item.comment : item.reason;
}
