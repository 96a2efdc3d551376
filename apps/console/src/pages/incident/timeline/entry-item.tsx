import { Button, Group } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TimelineEntryView, TimelineNamesView } from '#libs/contracts';
import { Copy } from '../../../ui/copy.tsx';
import { CorrectFact } from '../../facts/correct-fact.tsx';
import type { Aftermath } from './aftermath.ts';
import type { EntryActs } from './entry-acts.ts';
import { EntryAfter } from './entry-after.tsx';
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
  /** Absent: no later entry says anything of it. */
  after: Aftermath | undefined;
  names: TimelineNamesView;
  isChosen: boolean;
  acts: EntryActs;
}

export const EntryItem = memo(function EntryItem({ told, after, names, isChosen, acts }: Props) {
  const { t } = useTranslation('timeline');
  const { entry, words } = told;
  const [isRaw, setRaw] = useState(false);
  const isErased = entry.erased === true;
  const isCorrected = (after?.correctedBy ?? null) !== null;
  const mayCorrect = entry.type === 'fact.stated' && !isErased && !isCorrected;
  return (
    <li id={entryId(entry.index)} tabIndex={-1} className={classes['item']} data-chosen={isChosen}>
      <span className={classes['when']}>
        <ExactTime at={entry.at} />
      </span>
      <span className={classes['sign']}>
        <Sign family={familyOf(entry.type)} />
      </span>
      <span className={`foreign ${classes['what']}`}>
        {isErased ? <em>{t('erase.erased')}</em> : isCorrected ? <s>{words}</s> : words}
        {isErased ? null : <Who entry={entry} names={names} />}
        <EntryAfter entry={entry} after={after} goTo={acts.goTo} />
        {mayCorrect ? <CorrectFact index={entry.index} onCorrect={() => acts.correct(entry)} /> : null}
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
      {isRaw ? <Whole entry={entry} onErase={acts.erase} /> : null}
    </li>
  );
});

function Who({ entry, names }: { entry: TimelineEntryView; names: TimelineNamesView }) {
  const { t } = useTranslation('timeline');
  const operator = operatorName(partyOf(entry), names);
  return (
    <span className={classes['who']}>
      {entry.actor.kind === 'system' ? t('bySystem', { name: entry.actor.name }) : entry.actor.name}
      {operator === null || operator === entry.actor.name ? '' : ` · ${operator}`}
    </span>
  );
}

/** As it stands in the record, with its proof, and the way to erase what it says. */
function Whole({ entry, onErase }: { entry: TimelineEntryView; onErase: EntryActs['erase'] }) {
  const { t } = useTranslation('timeline');
  const isErasable = entry.erased !== true && entry.type !== 'entry.erased';
  return (
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
      {onErase === null || !isErasable ? null : (
        <Group mt="sm">
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('erase.openOf', { index: entry.index })}
            onClick={() => onErase(entry)}
          >
            {t('erase.open')}
          </Button>
        </Group>
      )}
    </div>
  );
}
