import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { EncryptionAnswerView } from '#libs/contracts';
import { useEncryptionAnswer } from '../../api/key-room.ts';
import { Fault } from '../../ui/fault.tsx';
import { KeyFacts } from '../../ui/key-facts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { KeyState } from './key-state.tsx';
import classes from './keys.module.css';

/** Why mail to a contact goes encrypted, or does not, and what a person does about it. */
export function EncryptionAnswer({ contactId }: { contactId: string }) {
  const asked = useEncryptionAnswer(contactId);
  if (asked.isPending) return <Loading lines={3} />;
  if (asked.isError) return <Fault error={asked.error} onRetry={() => void asked.refetch()} />;
  return <Answer answer={asked.data} />;
}

function Answer({ answer: { contact, answer, nextStep, canSendSecrets } }: { answer: EncryptionAnswerView }) {
  const { t } = useTranslation('keys');
  return (
    <article className={classes['verdict']} data-good={answer === 'encrypts'}>
      <p className={classes['line']}>
        <strong>{t(`encrypt.${answer}`)}</strong>
      </p>
      <p className={`${classes['line']} foreign`}>
        <span className="mono">{contact.email}</span> {contact.operator.name}{' '}
        <KeyState state={contact.state} />
      </p>
      <KeyFacts contact={contact} />
      <p className={classes['line']}>{t(canSendSecrets ? 'why.secrets' : 'why.noSecrets')}</p>
      {nextStep === null ? null : (
        <p className={classes['line']}>
          <strong>{t('why.next')}</strong> {t(`steps.${nextStep}`)}{' '}
          <Anchor component={Link} to={`/directory/operators/${contact.operator.slug}`} underline="always">
            {t('why.there')}
          </Anchor>
        </p>
      )}
    </article>
  );
}
