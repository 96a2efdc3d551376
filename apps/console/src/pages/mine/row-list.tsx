import type { ReactNode } from 'react';
import type { usePages } from '../../api/pages.ts';
import { Fault } from '../../ui/fault.tsx';
import { Loading } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import classes from './mine.module.css';

interface Props<T> {
  list: ReturnType<typeof usePages<T>>;
  keyOf: (item: T) => string;
  row: (item: T) => ReactNode;
  /** Where there is none. */
  empty: ReactNode;
}

/** A list of lines that goes on by a button. */
export function RowList<T>({ list, keyOf, row, empty }: Props<T>) {
  if (list.isPending) return <Loading />;
  if (list.isError && list.items.length === 0)
    return <Fault error={list.error} onRetry={() => void list.refetch()} />;
  if (list.items.length === 0) return <>{empty}</>;
  return (
    <>
      <ul className={classes['rows']}>
        {list.items.map((item) => (
          <li key={keyOf(item)}>{row(item)}</li>
        ))}
      </ul>
      <More
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
