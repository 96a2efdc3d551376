import { useTranslation } from 'react-i18next';
import type { KeyAnswerView } from '#libs/contracts';
import { useKeyAnswer } from '../../api/key-room.ts';
import { Copy } from '../../ui/copy.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { OperatorLink } from '../directory/operator-link.tsx';
import { Fingerprint } from './fingerprint.tsx';
import classes from './keys.module.css';
import { PartsTable } from './parts-table.tsx';

/** Whose key it is that a message names, whether we can read it, and what a person does if not. */
export function KeyAnswer({ id }: { id: string }) {
  const asked = useKeyAnswer(id);
  if (asked.isPending) return <Loading lines={3} />;
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  return <Answer answer={asked.data} />;
}

function Answer({ answer }: { answer: KeyAnswerView }) {
  const { t } = useTranslation('keys');
  const { read, nextStep, ownPart, ownFingerprint, contacts } = answer;
  return (
    <article className={classes['verdict']} data-good={read === 'ours'}>
      <p className={classes['line']}>
        <strong>{t(`read.${read}`)}</strong>
      </p>
      <p className={classes['line']}>
        {t('why.key')} <Fingerprint of={answer.asked} />
      </p>
      {contacts.length === 0 ? null : (
        <ul className={classes['plain']}>
          {contacts.map(({ contactId, email, operator }) => (
            <li key={contactId} className="foreign">
              <span className="mono">{email}</span> <OperatorLink operator={operator} isInText />
            </li>
          ))}
        </ul>
      )}
      {ownPart === null ? null : <PartsTable parts={[ownPart]} />}
      {nextStep === null ? null : (
        <p className={classes['line']}>
          <strong>{t('why.next')}</strong> {t(`steps.${nextStep}`)}
        </p>
      )}
      {nextStep !== 'ask_to_send_again' || ownFingerprint === null ? null : (
        <p className={classes['beside']}>
          {t('why.ours')} <Fingerprint of={ownFingerprint} />{' '}
          <Copy text={ownFingerprint} what={t('own.fingerprint')} />
        </p>
      )}
    </article>
  );
}
