import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FreshIncidentView } from '#libs/contracts';
import { Instant } from '../../ui/instant.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import { useKindTitle } from '../../api/kinds.ts';
import classes from './board.module.css';
import { LooksLike } from './looks-like.tsx';
import { ProposedBecause } from './proposed-because.tsx';

interface Props {
  item: FreshIncidentView;
  /** Unfolded: it is the one that the keys work on, or the newest. */
  isOpen: boolean;
  onAccept: () => void;
  onReject: () => void;
}

/** What has come in, what the machine takes it for, and why. The focus is on the one act that is wanted. */
export function FreshItem({ item, isOpen, onAccept, onReject }: Props) {
  const { t } = useTranslation('board');
  const kindTitle = useKindTitle();
  return (
    <li className={classes['fresh']} data-row={item.id} data-list="fresh">
      <div className={classes['marks']}>
        <SeverityMark severity={item.severity} />
        <TlpMark tlp={item.tlp} />
        <Instant at={item.openedAt} />
        {item.exercise ? <span className={classes['exercise']}>{t('exercise')}</span> : null}
      </div>
      <Link to={`/incidents/${item.id}`} className={classes['title']}>
        <span className={classes['number']}>#{item.number}</span>{' '}
        <span className="foreign">{item.title}</span>
      </Link>
      <div>
        {t('fresh.proposed', { kind: kindTitle(item.kind) })}
        {item.confirmed ? '' : ` · ${t('unconfirmed')}`}
      </div>
      <div className={classes['dim']}>
        {t('fresh.touches', { count: item.tldCount })}
        {item.tldCount === 0 ? '' : `: ${item.tlds.map((label) => `.${label}`).join(' ')}`}
        {item.tldCount > item.tlds.length ? ' …' : ''}
        {item.reportedBy === null ? '' : ` · ${t('fresh.by', { name: item.reportedBy })}`}
        {item.reportCount > 1 ? ` · ${t('fresh.reports', { count: item.reportCount })}` : ''}
      </div>
      {isOpen ? (
        <>
          <ProposedBecause item={item} />
          <LooksLike id={item.id} />
        </>
      ) : null}
      <Group gap="xs" mt={4}>
        <Button
          size="xs"
          variant={isOpen ? 'filled' : 'default'}
          onClick={onAccept}
          data-main
          aria-label={t('fresh.acceptOne', { number: item.number })}
        >
          {t('fresh.accept')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={onReject}
          aria-label={t('fresh.rejectOne', { number: item.number })}
        >
          {t('fresh.reject')}
        </Button>
      </Group>
    </li>
  );
}
