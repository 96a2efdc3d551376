import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  ENCRYPTED_STATES,
  INBOUND_MAILBOXES,
  INBOUND_OUTCOMES,
  INBOUND_STATES,
  SENDER_STATES,
  SIGNED_STATES,
} from '#libs/contracts';
import classes from './inbox.module.css';
import type { useInboxFilter } from './use-inbox-filter.ts';

const OURS = { state: INBOUND_STATES, outcome: INBOUND_OUTCOMES, mailbox: INBOUND_MAILBOXES } as const;
const VERDICTS = { encrypted: ENCRYPTED_STATES, signed: SIGNED_STATES, sender: SENDER_STATES } as const;

/** By what became of a mail, and by each verdict that has few answers. */
export function InboxFilters({
  narrowing: { filter, isNarrowed, choose, clear },
}: {
  narrowing: ReturnType<typeof useInboxFilter>;
}) {
  const { t } = useTranslation('inbox');
  const choice = (
    name: keyof typeof OURS | keyof typeof VERDICTS,
    all: readonly string[],
    words: (value: string) => string,
  ) => (
    <NativeSelect
      key={name}
      label={t(`filter.${name}`)}
      value={filter[name] ?? ''}
      onChange={(event) => choose(name, event.currentTarget.value)}
      data={[{ value: '', label: t('filter.any') }, ...all.map((value) => ({ value, label: words(value) }))]}
    />
  );
  return (
    <div className={classes['filters']} role="search" aria-label={t('filter.title')}>
      {choice('state', OURS.state, (value) => t(`state.${value}`))}
      {choice('outcome', OURS.outcome, (value) => t(`outcome.${value}`))}
      {choice('mailbox', OURS.mailbox, (value) => t(`mailbox.${value}`))}
      {(['encrypted', 'signed', 'sender'] as const).map((name) =>
        choice(name, VERDICTS[name], (value) => t(`verdicts:short.${name}.${value}`)),
      )}
      {isNarrowed ? (
        <Button variant="subtle" onClick={clear}>
          {t(filter.incident === undefined ? 'filter.clear' : 'filter.clearIncident')}
        </Button>
      ) : null}
    </div>
  );
}
