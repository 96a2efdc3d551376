import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { DrillContactView, DrillOperatorView } from '#libs/contracts';
import { DRILL_STANDINGS, REGIONS } from '#libs/contracts';
import { useDrillOperators } from '../../../api/drills.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { Choice } from '../../directory/choice.tsx';
import { FoundTable } from '../../directory/found-table.tsx';
import { OperatorLink } from '../../directory/operator-link.tsx';
import classes from '../drills.module.css';

/** Each operator, with what became of the mail to each of its contacts; filters stand in the address. */
export function OperatorsPanel({ id }: { id: string }) {
  const { t } = useTranslation('drills');
  const [address] = useSearchParams();
  const standing = DRILL_STANDINGS.find((one) => one === address.get('standing')) ?? '';
  const region = REGIONS.find((one) => one === address.get('region')) ?? '';
  const list = useDrillOperators(id, { standing, region });
  return (
    <Panel title={t('results.title')} id="operators">
      <div className={classes['filters']}>
        <Choice
          name="standing"
          label={t('results.standing')}
          all={t('results.all')}
          options={DRILL_STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))}
        />
        <Choice
          name="region"
          label={t('region')}
          all={t('results.anyRegion')}
          options={REGIONS.map((value) => ({ value, label: t(`regions.${value}`) }))}
        />
      </div>
      <FoundTable
        list={list}
        caption={t('results.caption')}
        heads={[t('results.operator'), t('results.standing'), t('results.contacts'), t('region')]}
        keyOf={({ operatorId }) => operatorId}
        row={(one) => <OperatorCells one={one} />}
        empty={<Empty title={t('results.none')}>{t('results.noneWords')}</Empty>}
      />
    </Panel>
  );
}

function OperatorCells({ one }: { one: DrillOperatorView }) {
  const { t } = useTranslation('drills');
  return (
    <>
      <Table.Th scope="row">
        <OperatorLink operator={one.operator} />
      </Table.Th>
      <Table.Td>
        <StateMark state={one.standing} words={t(`standing.${one.standing}`)} />
      </Table.Td>
      <Table.Td>
        {one.contacts.length === 0 ? <span className={classes['dim']}>{t('results.noContact')}</span> : null}
        <ul className={classes['plain']}>
          {one.contacts.map((contact) => (
            <Contact key={contact.contactId} contact={contact} />
          ))}
        </ul>
      </Table.Td>
      <Table.Td>{t(`regions.${one.region}`)}</Table.Td>
    </>
  );
}

function Contact({ contact }: { contact: DrillContactView }) {
  const { t } = useTranslation('drills');
  const { email, role, delivery, why, encryptedTo, answeredAt } = contact;
  return (
    <li>
      <StateMark of="delivery" state={delivery} /> <span className="mono foreign">{email}</span>{' '}
      <span className={classes['dim']}>{t(`roles.${role}`)}</span>{' '}
      {answeredAt === null ? null : (
        <>
          {t('results.answeredAt')} <Instant at={answeredAt} />
        </>
      )}
      {why === null || delivery === 'handed_over' ? null : (
        <div className={`foreign ${classes['dim']}`}>{why}</div>
      )}
      {encryptedTo === null ? null : (
        <div className={classes['dim']}>{t('results.encrypted', { key: encryptedTo.slice(-16) })}</div>
      )}
    </li>
  );
}
