import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '#libs/contracts';
import { Instant } from '../../../ui/instant.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { ContactRoleWords } from './contact-role-words.tsx';
import classes from './notices.module.css';
import { ProtectionWords } from './protection-words.tsx';
import { Tries } from './tries.tsx';

interface Props {
  delivery: DeliveryView;
  toList: boolean;
  onMessage: () => void;
}

export function DeliveryRow({ delivery, toList, onMessage }: Props) {
  const { t } = useTranslation('notices');
  return (
    <Table.Tr>
      <Table.Td>
        <Whom delivery={delivery} toList={toList} />
      </Table.Td>
      <Table.Td>
        <StateMark of="delivery" state={delivery.state} />
        <div className={classes['dim']}>
          <ProtectionWords delivery={delivery} />
        </div>
      </Table.Td>
      <Table.Td>
        <Tries delivery={delivery} />
      </Table.Td>
      <Table.Td>
        <Answers delivery={delivery} />
      </Table.Td>
      <Table.Td>
        {delivery.rawUrl === null ? (
          <span className={classes['dim']}>{t('noMessage')}</span>
        ) : (
          <Button
            variant="default"
            size="compact-xs"
            onClick={onMessage}
            aria-label={t('showTo', { whom: delivery.contact.email ?? '' })}
          >
            {t('message')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Whom({ delivery: { operator, contact, insteadOf }, toList }: Omit<Props, 'onMessage'>) {
  const { t } = useTranslation('notices');
  return (
    <>
      <div className="foreign">
        {operator?.name ?? (toList ? (contact.name ?? t('member')) : t('reporter'))}
      </div>
      <div className={`${classes['dim']} foreign`}>
        <span className="mono">{contact.email ?? t('noContact')}</span>{' '}
        {contact.role === null ? null : <ContactRoleWords role={contact.role} />}
      </div>
      {insteadOf === null ? null : <div className={classes['dim']}>{t('insteadOf')}</div>}
    </>
  );
}

function Answers({ delivery: { answers } }: { delivery: DeliveryView }) {
  const { t } = useTranslation('notices');
  if (answers.length === 0) return <span className={classes['dim']}>{t('noAnswer')}</span>;
  return (
    <ul className={classes['plain']}>
      {answers.map(({ answer, comment, via, at }) => (
        <li key={`${at} ${answer}`}>
          <StateMark of="affected" state={answer} />{' '}
          <span className={classes['dim']}>
            <Instant at={at} /> {t(`via.${via}`)}
          </span>
          {comment === null ? null : <p className="raw">{comment}</p>}
        </li>
      ))}
    </ul>
  );
}
