import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { ContactPackRecipientView } from '#libs/contracts';
import { DELIVERY_STATES } from '#libs/contracts';
import { usePackRecipients } from '../../api/packs.ts';
import { Empty } from '../../ui/empty.tsx';
import { Instant } from '../../ui/instant.tsx';
import { fingerprintWords } from '../../ui/key-end.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { FoundTable } from '../directory/found-table.tsx';
import { OperatorLink } from '../directory/operator-link.tsx';
import classes from './packs.module.css';

/** To whom the pack of a month went, how far each mail got, and to which key. */
export function Recipients({ month }: { month: string }) {
  const { t } = useTranslation('packs');
  const [address] = useSearchParams();
  const state = DELIVERY_STATES.find((one) => one === address.get('state')) ?? '';
  const list = usePackRecipients(month, { state });
  return (
    <FoundTable
      list={list}
      caption={t('caption')}
      heads={[t('contact'), t('state'), t('key'), t('when')]}
      keyOf={({ contactId }) => contactId}
      row={(recipient) => <RecipientCells recipient={recipient} />}
      empty={
        state === '' ? (
          <Empty title={t('nobody')}>{t('nobodyWords')}</Empty>
        ) : (
          <Empty title={t('noneSo')}>{t('noneSoWords')}</Empty>
        )
      }
    />
  );
}

function RecipientCells({ recipient }: { recipient: ContactPackRecipientView }) {
  const { t } = useTranslation('packs');
  const { operator, email, role, delivery, why, encryptedTo, handedOverAt } = recipient;
  return (
    <>
      <Table.Th scope="row">
        <OperatorLink operator={operator} />
        <div>
          <span className="mono foreign">{email}</span>{' '}
          <span className={classes['dim']}>{t(`roles.${role}`)}</span>
        </div>
      </Table.Th>
      <Table.Td>
        <StateMark of="delivery" state={delivery} />
        {why === null || delivery === 'handed_over' ? null : (
          <div className={`foreign ${classes['dim']}`}>{why}</div>
        )}
      </Table.Td>
      <Table.Td>
        {encryptedTo === null ? null : <code className="foreign">{fingerprintWords(encryptedTo)}</code>}
      </Table.Td>
      <Table.Td>{handedOverAt === null ? '' : <Instant at={handedOverAt} form="full" />}</Table.Td>
    </>
  );
}
