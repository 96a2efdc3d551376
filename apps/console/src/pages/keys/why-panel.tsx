import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { ContactKeyView } from '#libs/contracts';
import { useContactsCalled } from '../../api/key-room.ts';
import { isId } from '../../app/known-by-id.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { askedIn } from './asked.ts';
import { EncryptionAnswer } from './encryption-answer.tsx';
import { KeyAnswer } from './key-answer.tsx';
import classes from './keys.module.css';

/** One field for whoever cannot read a message or cannot encrypt one; it names the key and the next step. */
export function WhyPanel() {
  const { t } = useTranslation('keys');
  const [address, setAddress] = useSearchParams();
  const asked = address.get('why') ?? '';
  const contact = address.get('contact');
  const [typed, setTyped] = useState(asked);
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    setAddress(
      (before) => {
        before.delete('contact');
        before.set('why', typed.trim());
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return (
    <Panel title={t('why.title')} id="why">
      <form onSubmit={ask} className={classes['question']} noValidate>
        <TextInput
          label={t('why.field')}
          description={t('why.hint')}
          value={typed}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={2_000}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {t('why.ask')}
        </Button>
      </form>
      <div aria-live="polite" className={classes['answer']}>
        {contact !== null && isId(contact) ? (
          <EncryptionAnswer contactId={contact} />
        ) : (
          <Answer text={asked} />
        )}
      </div>
    </Panel>
  );
}

function Answer({ text }: { text: string }) {
  const asked = askedIn(text);
  if (asked.by === 'nothing') return null;
  return asked.by === 'key' ? <KeyAnswer id={asked.id} /> : <Called words={asked.words} />;
}

/** Of whom is it, by an address or a name? */
function Called({ words }: { words: string }) {
  const { t } = useTranslation('keys');
  const found = useContactsCalled(words);
  if (found.isPending) return <Loading lines={2} />;
  if (found.isError) return <Fault error={found.error} onRetry={() => void found.refetch()} />;
  const [first, second] = found.data;
  if (first === undefined) return <Empty title={t('why.nobody', { words })}>{t('why.nobodyWords')}</Empty>;
  return second === undefined ? (
    <EncryptionAnswer contactId={first.contactId} />
  ) : (
    <Which among={found.data} />
  );
}

function Which({ among }: { among: ContactKeyView[] }) {
  const { t } = useTranslation('keys');
  const [, setAddress] = useSearchParams();
  return (
    <>
      <p className={classes['line']}>{t('why.which')}</p>
      <ul className={classes['plain']}>
        {among.map(({ contactId, email, operator }) => (
          <li key={contactId}>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() =>
                setAddress(
                  (before) => {
                    before.set('contact', contactId);
                    return before;
                  },
                  { replace: true, preventScrollReset: true },
                )
              }
            >
              {email}
            </Button>{' '}
            <span className={`${classes['dim']} foreign`}>{operator.name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
