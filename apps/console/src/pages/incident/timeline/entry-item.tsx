import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TimelineNamesView } from '#libs/contracts';
import { Copy } from '../../../ui/copy.tsx';
import { ExactTime } from './exact-time.tsx';
import { familyOf } from './families.ts';
import type { Told } from './filter.ts';
import { operatorName, partyOf } from './party.ts';
import { Sign } from './sign.tsx';
import classes from './timeline.module.css';

const entryId = (index: number) => `entry-${index}`;

/** Brings an entry of the list before the reader's eyes. */
export function goToEntry(index: number): void {
  const item = document.getElementById(entryId(index));
  item?.scrollIntoView({ block: 'center' });
  item?.focus({ preventScroll: true });
}

interface Props {
  told: Told;
  names: TimelineNamesView;
  isChosen: boolean;
}

export const EntryItem = memo(function EntryItem({ told: { entry, words }, names, isChosen }: Props) {
  const { t } = useTranslation('timeline');
  const [isRaw, setRaw] = useState(false);
  const operator = operatorName(partyOf(entry), names);
  return (
    <li id={entryId(entry.index)} tabIndex={-1} className={classes['item']} data-chosen={isChosen}>
      <span className={classes['when']}>
        <ExactTime at={entry.at} />
      </span>
      <span className={classes['sign']}>
        <Sign family={familyOf(entry.type)} />
      </span>
      <span className={`foreign ${classes['what']}`}>
        {words}
        <span className={classes['who']}>
          {entry.actor.kind === 'system' ? t('bySystem', { name: entry.actor.name }) : entry.actor.name}
          {operator === null || operator === entry.actor.name ? '' : ` · ${operator}`}
        </span>
      </span>
      <button
        type="button"
        className={classes['raw']}
        aria-expanded={isRaw}
        aria-label={t('rawOf', { index: entry.index })}
        onClick={() => setRaw(!isRaw)}
      >
        #{entry.index}
      </button>
      {isRaw ? (
        <div className={classes['whole']}>
          <dl className={classes['hash']}>
            <dt>{t('recordedAt')}</dt>
            <dd>
              <ExactTime at={entry.recordedAt} />
            </dd>
            <dt>{t('leafHash')}</dt>
            <dd>
              <code className="foreign">{entry.leafHash}</code>{' '}
              <Copy text={entry.leafHash ?? ''} what={t('leafHash')} />{' '}
              {entry.leafHash === undefined ? null : (
                <Link to={`/record?leaf=${entry.leafHash}`}>{t('prove')}</Link>
              )}
            </dd>
          </dl>
          <pre className="raw">
            {JSON.stringify({ type: entry.type, actor: entry.actor, data: entry.data }, null, 2)}
          </pre>
        </div>
      ) : null}
    </li>
  );
});
