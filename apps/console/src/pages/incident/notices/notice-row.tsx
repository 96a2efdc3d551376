import { UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import type { NotificationListView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import { AudienceWords } from './audience-words.tsx';
import { DeliveryCounts } from './delivery-counts.tsx';
import { NoticeDetail } from './notice-detail.tsx';
import classes from './notices.module.css';
import { SenderWords } from './sender-words.tsx';
import { TemplateWords } from './template-words.tsx';

interface Props {
  notice: NotificationListView;
  /** Of its mails those alone that have not come through. */
  onlyTrouble: boolean;
}

/** A notice in a line; it unfolds to its mails. */
export function NoticeRow({ notice, onlyTrouble }: Props) {
  const [isOpen, setOpen] = useState(false);
  const detail = useId();
  return (
    <li className={classes['notice']}>
      <UnstyledButton
        className={classes['head']}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detail : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={classes['fold']} aria-hidden="true">
          {isOpen ? '▾' : '▸'}
        </span>
        <span className={classes['what']}>
          <strong>
            <TemplateWords name={notice.template} />
          </strong>{' '}
          <TlpMark tlp={notice.tlp} />{' '}
          <span className={classes['dim']}>
            <AudienceWords audience={notice.audience} />
          </span>
        </span>
        {notice.state === 'sent' ? (
          <DeliveryCounts counts={notice.counts} />
        ) : (
          <span className={classes['counts']}>
            <StateMark of="notification" state={notice.state} />
          </span>
        )}
        <span className={classes['when']}>
          <Instant at={notice.createdAt} /> <SenderWords by={notice.sentBy} />
        </span>
      </UnstyledButton>
      {isOpen ? (
        <div id={detail} className={classes['detail']}>
          <NoticeDetail id={notice.id} onlyTrouble={onlyTrouble} />
        </div>
      ) : null}
    </li>
  );
}
