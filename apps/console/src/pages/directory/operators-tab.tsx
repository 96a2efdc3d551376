import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { OperatorListView } from '#libs/contracts';
import { OPERATOR_KINDS } from '#libs/contracts';
import { useOperators } from '../../api/directory.ts';
import { languageNow } from '../../app/language.ts';
import { Empty } from '../../ui/empty.tsx';
import { Choice } from './choice.tsx';
import { countryName } from './country-name.ts';
import classes from './directory.module.css';
import { FoundTable } from './found-table.tsx';
import { NoRootZone } from './no-root-zone.tsx';
import { SearchBox } from './search-box.tsx';

/** Whoever runs a TLD or serves those that do. */
export function OperatorsTab() {
  const { t } = useTranslation('directory');
  const [address] = useSearchParams();
  const list = useOperators({ q: address.get('q') ?? '', kind: address.get('kind') ?? '' });
  return (
    <>
      <div className={classes['filters']}>
        <SearchBox label={t('operators.search')} hint={t('operators.hint')} />
        <Choice
          name="kind"
          label={t('operators.kind')}
          all={t('operators.allKinds')}
          options={OPERATOR_KINDS.map((kind) => ({ value: kind, label: t(`operatorKinds.${kind}`) }))}
        />
      </div>
      <FoundTable
        list={list}
        caption={t('operators.caption')}
        heads={[t('operators.operator'), t('operators.kind'), t('operators.country'), t('operators.tlds')]}
        keyOf={({ slug }) => slug}
        row={(operator) => <OperatorCells operator={operator} />}
        empty={
          address.toString() === '' ? (
            <Empty title={t('empty.noOperators')}>{t('empty.noOperatorsWords')}</Empty>
          ) : (
            <NoRootZone isSearch />
          )
        }
      />
    </>
  );
}

function OperatorCells({ operator }: { operator: OperatorListView }) {
  const { t } = useTranslation('directory');
  const left = operator.tldCount - operator.firstTlds.length;
  return (
    <>
      <Table.Th scope="row">
        <Anchor
          component={Link}
          to={`/directory/operators/${operator.slug}`}
          fw={600}
          inherit
          className="foreign"
        >
          {operator.name}
        </Anchor>{' '}
        <code className={classes['dim']}>{operator.slug}</code>
      </Table.Th>
      <Table.Td className={classes['nowrap']}>{t(`operatorKinds.${operator.kind}`)}</Table.Td>
      <Table.Td>{operator.country === null ? '' : countryName(operator.country, languageNow())}</Table.Td>
      <Table.Td>
        {operator.tldCount === 0 ? (
          <span className={classes['dim']}>{t('operators.none')}</span>
        ) : (
          <>
            <bdi>{operator.firstTlds.map((tld) => `.${tld}`).join(' ')}</bdi>
            {left > 0 ? ` ${t('operators.more', { count: left })}` : ''}
          </>
        )}
      </Table.Td>
    </>
  );
}
