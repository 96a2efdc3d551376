import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApprovalView, HeldSendView } from '#libs/contracts';
import { Facts } from '../../ui/facts.tsx';
import { Instant } from '../../ui/instant.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { AudienceWords } from '../incident/notices/audience-words.tsx';
import { SenderWords } from '../incident/notices/sender-words.tsx';
import { listsOf } from './lists-of.ts';
import { Decisions } from './decisions.tsx';
import classes from './sends.module.css';

interface Props {
  send: HeldSendView;
  approval: ApprovalView;
  namesAll: boolean;
}

/** What whoever decides has to know, the reason first. */
export function SendFacts({ send, approval, namesAll }: Props) {
  const { t } = useTranslation('sends');
  const { incident } = send;
  const facts: [string, ReactNode][] = [
    [
      t('fact.incident'),
      incident === null ? (
        t('noIncident')
      ) : (
        <span key="incident" className="foreign">
          <SeverityMark severity={incident.severity} />{' '}
          <Anchor component={Link} to={`/incidents/${incident.id}`}>
            #{incident.number} {incident.title}
          </Anchor>
        </span>
      ),
    ],
    [t('fact.why'), <strong key="why">{approval.why}</strong>],
    [t('fact.to'), <ToWhom key="to" send={send} approval={approval} namesAll={namesAll} />],
    [t('fact.mails'), mailsWords(t, approval)],
    [
      t('fact.proposed'),
      <span key="proposed">
        <Instant at={send.createdAt} /> <SenderWords by={send.sentBy} />
      </span>,
    ],
    [t('fact.said'), <Decisions key="said" approval={approval} />],
  ];
  return <Facts facts={facts} />;
}

/** Operators that are named where not all are. */
const FEW = 6;

function ToWhom({ send, approval, namesAll }: Props) {
  const { t } = useTranslation('sends');
  const lists = listsOf(send);
  if (lists !== undefined) return <ToMembers lists={lists} count={approval.operators} />;
  const named = namesAll ? send.to : send.to.slice(0, FEW);
  const left = approval.operators - named.length;
  const count = t('operators', { count: approval.operators });
  return (
    <>
      {'operators' in send.audience ? null : <AudienceWords audience={send.audience} />}
      <div className={classes['names']} tabIndex={0} role="group" aria-label={count}>
        {count}: {named.map(({ name }) => name).join(', ')}{' '}
        {left === 0 ? null : (
          <Anchor component={Link} to={`/sends/${send.id}`} underline="always">
            {t('andMore', { count: left })}
          </Anchor>
        )}
      </div>
    </>
  );
}

function ToMembers({ lists, count }: { lists: string[]; count: number }) {
  const { t } = useTranslation('sends');
  return (
    <>
      {lists.map((slug) => (
        <Anchor key={slug} component={Link} to={`/lists/${slug}`} underline="always">
          {slug}
        </Anchor>
      ))}
      : {t('members', { count })}
    </>
  );
}

function mailsWords(t: TFunction<'sends'>, { deliveries, withheld }: ApprovalView): string {
  const going = t('mails', { count: deliveries - withheld });
  return withheld === 0 ? going : `${going}, ${t('withheld', { count: withheld })}`;
}
