import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NoticePreviewView, PreviewDeliveryView } from '#libs/contracts';
import { useDeliveryReason } from '../../../ui/use-delivery-reason.ts';
import { ContactRoleWords } from '../notices/contact-role-words.tsx';
import classes from './compose.module.css';
import { withheldFirst } from './withheld.ts';

interface Props {
  preview: NoticePreviewView;
  onShow: (contactId: string) => void;
}

/** Who gets it, in which way, and who does not and why. */
export function PreviewTable({ preview, onShow }: Props) {
  const { t } = useTranslation('compose');
  return (
    <div className={classes['table']} tabIndex={0} role="region" aria-label={t('preview.table')}>
      <Table verticalSpacing={4} stickyHeader>
        <caption className="spoken">{t('preview.table')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.whom')}</Table.Th>
            <Table.Th>{t('column.how')}</Table.Th>
            <Table.Th>{t('column.mail')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {withheldFirst(preview.deliveries).map((delivery) => (
            <Row
              key={`${delivery.operatorId} ${delivery.contact.id}`}
              delivery={delivery}
              isShown={delivery.contact.id !== null && delivery.contact.id === preview.sampleOf?.contactId}
              onShow={onShow}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface RowProps {
  delivery: PreviewDeliveryView;
  isShown: boolean;
  onShow: (contactId: string) => void;
}

function Row({ delivery, isShown, onShow }: RowProps) {
  const { t } = useTranslation('compose');
  const { id, email } = delivery.contact;
  return (
    <Table.Tr className={isShown ? classes['shown'] : undefined}>
      <Table.Td>
        <Whom delivery={delivery} />
      </Table.Td>
      <Table.Td>
        <How delivery={delivery} />
      </Table.Td>
      <Table.Td>
        {id === null ? null : (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => onShow(id)}
            aria-pressed={isShown}
            aria-label={t('preview.showTo', { whom: email ?? '' })}
          >
            {t('preview.show')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Whom({ delivery: { operator, contact, writtenIn } }: { delivery: PreviewDeliveryView }) {
  const { t } = useTranslation('compose');
  const language = contact.language.startsWith(writtenIn)
    ? contact.language
    : t('preview.writtenIn', { asked: contact.language, written: writtenIn });
  return (
    <>
      <div className="foreign">{operator?.name}</div>
      <div className={`${classes['dim']} foreign`}>
        <span className="mono">{contact.email ?? t('preview.noContact')}</span>{' '}
        {contact.role === null ? null : <ContactRoleWords role={contact.role} />}
      </div>
      {contact.email === null ? null : (
        <div className={classes['dim']}>
          {language} · {contact.timezone}
        </div>
      )}
    </>
  );
}

function How({ delivery }: { delivery: PreviewDeliveryView }) {
  const { t } = useTranslation('compose');
  const inWords = useDeliveryReason();
  const { contact, willBeSent, way, whyCodes } = delivery;
  const why = inWords(delivery.why, whyCodes);
  if (!willBeSent)
    return (
      <>
        <strong className={classes['bad']}>
          <span aria-hidden="true">!</span> {t('how.withheld')}
        </strong>
        <div>{why}</div>
      </>
    );
  if (way === 'minimal')
    return (
      <>
        <strong className={classes['bad']}>
          <span aria-hidden="true">!</span> {t('how.minimal')}
        </strong>
        <div>{why}</div>
      </>
    );
  return (
    <>
      <span className={classes['good']}>
        <span aria-hidden="true">✓</span> {t(way !== 'encrypted' ? 'how.signed' : 'how.encrypted')}
      </span>
      <div className={classes['dim']}>{t(`how.${keyWords(delivery)}`)}</div>
      {contact.keyFingerprint === null ? null : (
        <code className={`${classes['dim']} foreign`}>{inGroups(contact.keyFingerprint)}</code>
      )}
    </>
  );
}

function keyWords({
  contact,
  encryptedTo,
}: PreviewDeliveryView): 'toKey' | 'wantsClear' | 'noKey' | 'publicLabel' {
  if (encryptedTo !== null) return 'toKey';
  if (contact.encryption === 'never') return 'wantsClear';
  return contact.keyFingerprint === null ? 'noKey' : 'publicLabel';
}

/** A fingerprint as people compare it, in groups of four. */
const inGroups = (fingerprint: string) => fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
