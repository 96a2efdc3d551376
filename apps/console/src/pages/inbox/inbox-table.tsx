import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InboundLine } from '#libs/contracts';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { TlpMark } from '../../ui/tlp-mark.tsx';
import { VerdictsLine } from '../../ui/verdicts.tsx';
import { Became } from './became.tsx';
import classes from './inbox.module.css';

/** Each mail with our verdicts in a column of their own: nothing that a sender writes can look like one. */
export function InboxTable({ mails }: { mails: InboundLine[] }) {
  const { t } = useTranslation('inbox');
  return (
    <Folding label={t('title')} isFramed>
      <Table verticalSpacing={6} horizontalSpacing={12} className={classes['mails']}>
        <caption className="spoken">{t('title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.mail')}</Table.Th>
            <Table.Th>{t('column.verdicts')}</Table.Th>
            <Table.Th>{t('column.became')}</Table.Th>
            <Table.Th>{t('column.received')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mails.map((mail) => (
            <Table.Tr key={mail.id}>
              <Table.Td>
                {mail.tlp === null ? null : (
                  <>
                    <TlpMark tlp={mail.tlp} />{' '}
                  </>
                )}
                <Anchor component={Link} to={`/inbox/${mail.id}`} className="foreign">
                  {mail.subject === null || mail.subject === '' ? t('noSubject') : mail.subject}
                </Anchor>
                <div className={`foreign ${classes['from']}`}>
                  {mail.from === null ? t('fromUnknown') : t('from', { address: mail.from })}
                </div>
              </Table.Td>
              <Table.Td>
                <VerdictsLine verdicts={mail.verdicts} />
              </Table.Td>
              <Table.Td>
                <Became mail={mail} />
              </Table.Td>
              <Table.Td>
                <Instant at={mail.receivedAt} />
                <div className={classes['from']}>{t(`mailbox.${mail.mailbox}`)}</div>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Folding>
  );
}
