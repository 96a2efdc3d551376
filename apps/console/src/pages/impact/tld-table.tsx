import { Table, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HitCount } from '#libs/contracts';
import { Folding } from '../../ui/folding.tsx';
import { More } from '../../ui/more.tsx';
import { OperatorLink } from '../directory/operator-link.tsx';
import { TldName } from '../directory/tld-name.tsx';
import classes from './impact.module.css';
import { CLASS_SIGNS } from './signs.ts';
import { sorted, SORTS } from './sorting.ts';
import type { Sort, TouchedTld } from './sorting.ts';

/** Rows at a time: a question may touch every TLD there is. */
const STEP = 100;

/** Touched TLDs, sorted by any column. */
export function TldTable({ tlds }: { tlds: TouchedTld[] }) {
  const { t } = useTranslation('impact');
  const [{ by, isReversed }, setOrder] = useState<{ by: Sort; isReversed: boolean }>({
    by: 'class',
    isReversed: false,
  });
  const [limit, setLimit] = useState(STEP);
  const rows = sorted(tlds, by, isReversed);
  return (
    <>
      <Folding label={t('list')}>
        <Table highlightOnHover verticalSpacing={4}>
          <caption className="spoken">{t('list')}</caption>
          <Table.Thead>
            <Table.Tr>
              {SORTS.map((column) => (
                <Table.Th
                  key={column}
                  scope="col"
                  aria-sort={by !== column ? 'none' : isReversed ? 'descending' : 'ascending'}
                >
                  <UnstyledButton
                    className={classes['sort']}
                    onClick={() => setOrder({ by: column, isReversed: by === column && !isReversed })}
                  >
                    {t(`columns.${column}`)}{' '}
                    <span aria-hidden="true">{by !== column ? '' : isReversed ? '▲' : '▼'}</span>
                  </UnstyledButton>
                </Table.Th>
              ))}
              <Table.Th scope="col">{t('columns.reasons')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, limit).map((tld) => (
              <Row key={tld.label} tld={tld} />
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
      <More hasMore={rows.length > limit} isLoading={false} onMore={() => setLimit(limit + STEP)} />
    </>
  );
}

function Row({ tld }: { tld: TouchedTld }) {
  const { t } = useTranslation('impact');
  const of = ({ hit, total }: HitCount) => (total === 0 ? '–' : t('of', { hit, total }));
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <TldName label={tld.label} unicode={tld.unicode} />
      </Table.Th>
      <Table.Td className={classes['nowrap']}>
        <span className={classes[tld.class]} aria-hidden="true">
          {CLASS_SIGNS[tld.class]}
        </span>{' '}
        {t(`classes.${tld.class}.short`)}
      </Table.Td>
      <Table.Td className={classes['nowrap']}>{of(tld.servers)}</Table.Td>
      <Table.Td className={classes['nowrap']}>{of(tld.ipv4)}</Table.Td>
      <Table.Td className={classes['nowrap']}>{of(tld.ipv6)}</Table.Td>
      <Table.Td>
        {tld.operator === null ? (
          <span className={classes['bad']}>{t('nobody')}</span>
        ) : (
          <OperatorLink operator={tld.operator} />
        )}
      </Table.Td>
      <Table.Td>
        <Reasons reasons={tld.reasons} />
      </Table.Td>
    </Table.Tr>
  );
}

function Reasons({ reasons }: Pick<TouchedTld, 'reasons'>) {
  const { t } = useTranslation('impact');
  const vias = [...new Set(reasons.map(({ via }) => via))];
  return (
    <>
      {vias.slice(0, 3).map((via) => (
        <div key={via}>
          <code className="foreign">{via}</code>
        </div>
      ))}
      {vias.length > 3 ? (
        <details>
          <summary>{t('andMore', { count: vias.length - 3 })}</summary>
          {vias.slice(3).map((via) => (
            <div key={via}>
              <code className="foreign">{via}</code>
            </div>
          ))}
        </details>
      ) : null}
    </>
  );
}
