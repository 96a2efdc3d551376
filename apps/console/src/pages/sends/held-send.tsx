import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HeldSendView } from '#libs/contracts';
import { Countdown } from '../../ui/countdown.tsx';
import { MailText } from '../../ui/mail-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import { listsOf } from './lists-of.ts';
import { DecideBar } from './decide-bar.tsx';
import { SendFacts } from './send-facts.tsx';
import classes from './sends.module.css';

interface Props {
  send: HeldSendView;
  /** Names every operator, not the first alone. */
  namesAll?: boolean;
}

/** One send that takes others: what, to whom, why two, in which words, and one's own word on it. */
export function HeldSend({ send, namesAll = false }: Props) {
  const { t } = useTranslation('sends');
  const { t: inNotices } = useTranslation('notices');
  const { incident, approval } = send;
  if (approval === null) return null;
  const lists = listsOf(send);
  const kind = inNotices(`template.${send.template}`, { defaultValue: send.template });
  return (
    <Panel
      title={
        lists === undefined
          ? `${kind}: ${t('head', { count: approval.operators, number: incident?.number ?? '' })}`
          : t('headOfList', { list: lists.join(', ') })
      }
      beside={
        <Group gap="sm">
          <TlpMark tlp={send.tlp} />
          {incident?.exercise === true ? <strong>{t('exercise')}</strong> : null}
        </Group>
      }
      actions={
        send.state === 'awaiting_approval' && approval.expiresAt !== null ? (
          <Countdown at={approval.expiresAt} from={send.createdAt} />
        ) : (
          <StateMark of="notification" state={send.state} />
        )
      }
    >
      <div className={classes['send']}>
        <div>
          <SendFacts send={send} approval={approval} namesAll={namesAll} />
          <DecideBar send={send} approval={approval} />
        </div>
        <MailText subject={approval.sample.subject} text={approval.sample.text} />
      </div>
    </Panel>
  );
}
