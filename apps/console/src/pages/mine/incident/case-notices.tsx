import { useTranslation } from 'react-i18next';
import type { AnswerView, NoticeView } from '#libs/contracts';
import { useCaseNotices } from '../../../api/cases.ts';
import { useOwnZone } from '../../../app/zone.ts';
import { Fault } from '../../../ui/fault.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TlpMark } from '../../../ui/tlp-mark.tsx';
import classes from './incident.module.css';

/** What we mailed, to whom, and what was answered to it. */
export function CaseNotices({ id }: { id: string }) {
  const { t } = useTranslation('mine');
  const notices = useCaseNotices(id);
  return (
    <Panel title={t('notices.title')}>
      {notices.isPending ? <Loading lines={3} /> : null}
      {notices.isError ? <Fault error={notices.error} onRetry={() => void notices.refetch()} /> : null}
      {notices.data?.length === 0 ? <p className={classes['dim']}>{t('notices.none')}</p> : null}
      <ul className={classes['list']}>
        {notices.data?.map((notice) => (
          <li key={notice.id}>
            <Notice notice={notice} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Notice({ notice }: { notice: NoticeView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  const { template, subject, body, contact } = notice;
  const known = ['notice', 'update', 'all-clear', 'record-slice'].includes(template);
  return (
    <>
      <div className={classes['line']}>
        <strong className="foreign">{subject ?? (known ? t(`notices.names.${template}`) : template)}</strong>
        <TlpMark tlp={notice.tlp} />
      </div>
      <div className={`${classes['dim']} foreign`}>
        {t('notices.to', { address: contact.email ?? t('notices.gone') })}{' '}
        <Instant at={notice.sentAt} zone={zone} />
      </div>
      {body === null ? null : <p className={`raw ${classes['quote']}`}>{body}</p>}
      {notice.answers.map((answer) => (
        <Answer key={`${answer.at} ${answer.answer}`} answer={answer} />
      ))}
    </>
  );
}

function Answer({ answer }: { answer: AnswerView }) {
  const { t } = useTranslation('mine');
  const zone = useOwnZone();
  return (
    <div className={classes['quote']}>
      <span className="foreign">
        {answer.givenBy.name}: <strong>{t(`answers.${answer.answer}`)}</strong>
      </span>{' '}
      <span className={classes['dim']}>
        {t(`via.${answer.via}`)} <Instant at={answer.at} zone={zone} />
      </span>
      {answer.comment === null ? null : <p className="raw">{answer.comment}</p>}
    </div>
  );
}
