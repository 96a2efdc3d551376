import { Anchor, Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { ContactKeyCountsView, ContactKeyState, ContactKeyView } from '#libs/contracts';
import { CONTACT_KEY_STATES } from '#libs/contracts';
import { useContactKeyCounts, useContactKeys } from '../../api/key-room.ts';
import { Empty } from '../../ui/empty.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FoundTable } from '../directory/found-table.tsx';
import { OperatorLink } from '../directory/operator-link.tsx';
import { SearchBox } from '../directory/search-box.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { KeyState } from './key-state.tsx';
import classes from './keys.module.css';

/** The keys of all contacts, by how each stands. */
export function ContactKeysPanel() {
  const { t } = useTranslation('keys');
  const [address, setAddress] = useSearchParams();
  const counts = useContactKeyCounts();
  const state = CONTACT_KEY_STATES.find((one) => one === address.get('state')) ?? null;
  const q = address.get('q') ?? '';
  const list = useContactKeys({ state: state ?? '', q });
  const choose = (next: ContactKeyState | null) =>
    setAddress(
      (before) => {
        before.delete('state');
        if (next !== null) before.set('state', next);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Panel
      title={t('contacts.title')}
      id="contacts"
      beside={counts.data === undefined ? null : <Text c="dimmed">{counts.data.contacts}</Text>}
    >
      {counts.data === undefined ? null : (
        <StateChoice counts={counts.data.counts} chosen={state} onChoose={choose} />
      )}
      <div className={classes['filters']}>
        <SearchBox label={t('contacts.search')} hint={t('contacts.hint')} />
      </div>
      <FoundTable
        list={list}
        caption={t('contacts.caption')}
        heads={[
          t('contacts.contact'),
          t('contacts.state'),
          t('contacts.key'),
          t('contacts.ends'),
          t('contacts.policy'),
          t('contacts.act'),
        ]}
        keyOf={({ contactId }) => contactId}
        row={(contact) => <ContactCells contact={contact} />}
        empty={
          state === null && q === '' ? (
            <Empty title={t('contacts.none')}>{t('contacts.noneWords')}</Empty>
          ) : (
            <Empty title={t('contacts.noneFits')}>{t('contacts.noneFitsWords')}</Empty>
          )
        }
      />
    </Panel>
  );
}

interface ChoiceProps {
  counts: ContactKeyCountsView['counts'];
  chosen: ContactKeyState | null;
  /** Null: all. */
  onChoose: (state: ContactKeyState | null) => void;
}

/** How many stand how; each shows its own, pressed again all. */
function StateChoice({ counts, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation('keys');
  return (
    <div className={classes['choice']} role="group" aria-label={t('contacts.choice')}>
      {counts.map(({ state, count }) => (
        <button
          key={state}
          type="button"
          className={classes['option']}
          aria-pressed={state === chosen}
          onClick={() => onChoose(state === chosen ? null : state)}
        >
          <span className={classes['count']}>{count}</span> {t(`states.${state}`)}
        </button>
      ))}
    </div>
  );
}

function ContactCells({ contact }: { contact: ContactKeyView }) {
  const { t } = useTranslation('keys');
  const [, setAddress] = useSearchParams();
  const why = () => {
    setAddress(
      (before) => {
        before.delete('why');
        before.set('contact', contact.contactId);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
    document.getElementById('why')?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <Table.Th scope="row">
        <OperatorLink operator={contact.operator} />
        <div className="mono foreign">{contact.email}</div>
        <span className={classes['dim']}>{t(`roles.${contact.role}`)}</span>
      </Table.Th>
      <Table.Td>
        <KeyState state={contact.state} />
        {contact.changeId === null ? null : (
          <div>
            <Anchor component={Link} to={`/directory/operators/${contact.operator.slug}`} underline="always">
              {t('contacts.changeWaits')}
            </Anchor>
          </div>
        )}
      </Table.Td>
      <Table.Td>
        {contact.keyFingerprint === null ? (
          <span className={classes['dim']}>{t('contacts.noKey')}</span>
        ) : (
          <>
            <Fingerprint of={contact.keyFingerprint} />
            <div className={classes['dim']}>{contact.keyAlgorithm}</div>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Ends contact={contact} />
      </Table.Td>
      <Table.Td>{t(`policy.${contact.encryption}`)}</Table.Td>
      <Table.Td>
        <Button
          variant="default"
          size="compact-xs"
          onClick={why}
          aria-label={t('contacts.whyOf', { email: contact.email })}
        >
          {t('contacts.why')}
        </Button>
      </Table.Td>
    </>
  );
}

function Ends({ contact: { keyFingerprint, keyExpiresAt, warnedAt } }: { contact: ContactKeyView }) {
  const { t } = useTranslation('keys');
  if (keyFingerprint === null) return null;
  return (
    <>
      {keyExpiresAt === null ? t('parts.endless') : <Instant at={keyExpiresAt} form="full" />}
      {warnedAt === null ? null : (
        <div className={classes['dim']}>
          {t('contacts.warned')} <Instant at={warnedAt} />
        </div>
      )}
    </>
  );
}
