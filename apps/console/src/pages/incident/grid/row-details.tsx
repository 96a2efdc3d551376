import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AffectedTldView, GridContactView, GridRowView } from '#libs/contracts';
import { useAffected } from '../../../api/incident.ts';
import { Instant } from '../../../ui/instant.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useDeliveryReason } from '../../../ui/use-delivery-reason.ts';
import { useReasonWords } from '../../../ui/use-reason-words.ts';
import { Share } from '../share.tsx';
import { CallLine } from './call-line.tsx';
import classes from './grid.module.css';

/** All of one operator: its words, its contacts, what of it is hit, and why. */
export function RowDetails({ incidentId, row }: { incidentId: string; row: GridRowView }) {
  const { t } = useTranslation('incident');
  const zone = row.timezone ?? undefined;
  return (
    <div className={classes['whole']}>
      <div>
        {row.word === null ? null : (
          <p>
            <StateMark of="affected" state={row.word.state} />{' '}
            {t('details.saidBy', { name: row.word.by.name })} <Instant at={row.word.at} zone={zone} />
            {row.word.reason === null ? null : <span className="foreign">: {row.word.reason}</span>}
          </p>
        )}
        {row.comment === null ? null : (
          <blockquote className={classes['comment']}>
            <p className="raw">{row.comment.text}</p>
            <Instant at={row.comment.at} zone={zone} />
          </blockquote>
        )}
        <Contacts contacts={row.contacts} zone={zone} />
        <CallLine row={row} />
        <Why incidentId={incidentId} operatorId={row.operator.id} />
        <Anchor component={Link} to={{ search: `?part=threads&operator=${row.operator.id}` }} mr="md">
          {t('details.thread')}
        </Anchor>
        <Anchor component={Link} to={`/directory/operators/${row.operator.slug}`}>
          {t('details.directory')}
        </Anchor>
      </div>
      <TldTable tlds={row.tlds} />
    </div>
  );
}

function Contacts({ contacts, zone }: { contacts: GridContactView[]; zone: string | undefined }) {
  const { t } = useTranslation('incident');
  const inWords = useDeliveryReason();
  if (contacts.length === 0) return <p className={classes['dim']}>{t('details.noMail')}</p>;
  return (
    <ul className={classes['contacts']}>
      {contacts.map(({ email, name, state, reason, reasonCodes, at }) => (
        <li key={email ?? ''}>
          <StateMark of="delivery" state={state} />{' '}
          <span className="foreign">{email ?? t('details.noContact')}</span>{' '}
          {name === null ? null : <span className={`foreign ${classes['dim']}`}>{name}</span>}{' '}
          <Instant at={at} zone={zone} />
          {reason === null || state === 'handed_over' || state === 'acknowledged' ? null : (
            <div className={`foreign ${classes['dim']}`}>{inWords(reason, reasonCodes)}</div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Read when it is asked for: the grid of many operators does without. */
function Why({ incidentId, operatorId }: { incidentId: string; operatorId: string }) {
  const { t } = useTranslation('incident');
  const inWords = useReasonWords();
  const affected = useAffected(incidentId);
  const reasons = affected.data?.items.find((one) => one.operatorId === operatorId)?.reasons ?? [];
  if (reasons.length === 0) return null;
  return (
    <>
      <Text fw={600}>{t('details.why')}</Text>
      <ul className={classes['contacts']}>
        {reasons.map((reason) => (
          <li key={`${reason.rule} ${reason.text}`} className="foreign">
            {inWords(reason)}
          </li>
        ))}
      </ul>
    </>
  );
}

function TldTable({ tlds }: { tlds: AffectedTldView[] }) {
  const { t } = useTranslation('incident');
  if (tlds.length === 0) return <p className={classes['dim']}>{t('details.noTld')}</p>;
  return (
    <Table w="auto" verticalSpacing={2}>
      <caption className="spoken">{t('details.tlds')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('impact.tld')}</Table.Th>
          <Table.Th>{t('impact.servers')}</Table.Th>
          <Table.Th>IPv4</Table.Th>
          <Table.Th>IPv6</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tlds.map(({ label, class: rank, servers, ipv4, ipv6 }) => (
          <Table.Tr key={label}>
            <Table.Th scope="row">
              <span className="mono">.{label}</span>{' '}
              <span className={classes['dim']}>{t(`impact.classes.${rank}`)}</span>
            </Table.Th>
            <Table.Td>
              <Share of={servers} />
            </Table.Td>
            <Table.Td>
              <Share of={ipv4} />
            </Table.Td>
            <Table.Td>
              <Share of={ipv6} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
