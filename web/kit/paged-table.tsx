import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from './card.tsx';
import { DataTable, type TableColumn } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { MoreButton } from './more-button.tsx';

export type PagedTableProps<Row> = {
  readonly caption: string;
  /** What stands in place of the table when there is nothing. */
  readonly empty: string;
  readonly columns: readonly TableColumn<Row>[];
  /** Of all pages read so far. */
  readonly items: readonly Row[];
  readonly result: UseInfiniteQueryResult<unknown>;
  /** How many lines the skeleton has. */
  readonly lines?: number;
};

/** A list of the API as a table that grows page by page, with its empty, loading and failed states. */
export function PagedTable<Row extends { readonly id: string }>(props: PagedTableProps<Row>): ReactNode {
  const { caption, empty, columns, items, result, lines = 3 } = props;
  return (
    <Loaded result={result} lines={lines}>
      {() =>
        items.length === 0 && !result.hasNextPage ? (
          <EmptyState text={empty} />
        ) : (
          <>
            <DataTable caption={caption} rows={items} columns={columns} keyOf={({ id }) => id} />
            <MoreButton result={result} />
          </>
        )
      }
    </Loaded>
  );
}
