import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RotaView } from '#libs/contracts';
import { languageNow } from '../../app/language.ts';
import { Folding } from '../../ui/folding.tsx';
import { Instant } from '../../ui/instant.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './rota.module.css';
import { weeksOf } from './weeks.ts';
import type { Week } from './weeks.ts';

/** The service tells four weeks from now on; the first began before. */
const WEEKS = 4;
/** Grounds that take turns, so that two who follow each other differ. */
const GROUNDS = 3;

/** The weeks as a picture, and beneath it the same as a table. */
export function WeeksPanel({ rota, zone }: { rota: RotaView; zone: string }) {
  const { t } = useTranslation('rota');
  const places = new Map(rota.members.map(({ userId }, index) => [userId, index % GROUNDS]));
  const [first] = rota.shifts;
  // What was before is not told, so nothing is said of it.
  const begins = first === undefined ? Date.parse(rota.now) : Date.parse(first.from);
  return (
    <Panel title={t('weeks.title', { zone })}>
      <div aria-hidden="true" className={classes['weeks']}>
        {weeksOf(rota.shifts, zone, Date.parse(rota.now), WEEKS).map((week) => (
          <WeekRow key={week.monday} week={week} places={places} begins={begins} />
        ))}
      </div>
      <Folding label={t('weeks.table')}>
        <Table verticalSpacing={6}>
          <caption className="spoken">{t('weeks.table')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('weeks.who')}</Table.Th>
              <Table.Th scope="col">{t('weeks.from')}</Table.Th>
              <Table.Th scope="col">{t('weeks.until')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rota.shifts.map((shift) => (
              <Table.Tr key={shift.from}>
                <Table.Th scope="row" className="foreign">
                  {shift.name} {shift.overrideId === null ? null : t('standsIn')}
                </Table.Th>
                <Table.Td>
                  <Instant at={shift.from} zone={zone} form="full" />
                </Table.Td>
                <Table.Td>
                  <Instant at={shift.until} zone={zone} form="full" />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
    </Panel>
  );
}

interface RowProps {
  week: Week;
  /** Ground of each member. */
  places: ReadonlyMap<string, number>;
  /** ms since 1970; what is before was not told. */
  begins: number;
}

function WeekRow({ week, places, begins }: RowProps) {
  const { t } = useTranslation('rota');
  return (
    <div className={classes['week']}>
      <span className={classes['monday']}>{dayWords(week.monday)}</span>
      <span className={classes['stretches']}>
        {week.stretches.map(({ shift, from, until }) => (
          <span
            key={from}
            style={{ flexGrow: until - from }}
            className={classes['stretch']}
            data-ground={
              shift === null ? (until <= begins ? 'past' : 'nobody') : (places.get(shift.userId) ?? 0)
            }
          >
            {shift?.name ?? (until <= begins ? '' : t('weeks.nobody'))}
          </span>
        ))}
      </span>
    </div>
  );
}

const dayWords = (day: string): string =>
  new Intl.DateTimeFormat(languageNow() === 'en' ? 'en-GB' : languageNow(), {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(new Date(`${day}T00:00Z`));
