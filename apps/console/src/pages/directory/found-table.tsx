import { Table } from '@mantine/core';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { usePages } from '../../api/pages.ts';
import { Fault } from '../../ui/fault.tsx';
import { Folding } from '../../ui/folding.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import classes from './directory.module.css';

interface Props<T> {
  list: ReturnType<typeof usePages<T>>;
  /** For screen readers. */
  caption: string;
  heads: string[];
  keyOf: (item: T) => string;
  /** Its cells, the first a `th`. */
  row: (item: T) => ReactNode;
  empty: ReactNode;
}

/** A list of the directory as a table that goes on by a button; it scrolls within itself where it is wide. */
export function FoundTable<T>({ list, caption, heads, keyOf, row, empty }: Props<T>) {
  if (list.isPending) return <Loading />;
  if (list.isError && list.items.length === 0)
    return <Fault error={list.error} onRetry={() => void list.refetch()} />;
  if (list.items.length === 0) return <>{empty}</>;
  return (
    <div className={list.isPlaceholderData ? classes['busy'] : ''}>
      <Folding label={caption}>
        <Table highlightOnHover verticalSpacing={6}>
          <caption className="spoken">{caption}</caption>
          <Table.Thead>
            <Table.Tr>
              {heads.map((head) => (
                <Table.Th key={head} scope="col">
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.items.map((item) => (
              <Table.Tr key={keyOf(item)}>
                <Fragment>{row(item)}</Fragment>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Folding>
      <More
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
}
