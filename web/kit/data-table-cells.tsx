import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useWords } from '../app/words.ts';
import styles from './data-table.module.css';
import { type RowMark, SelectRow } from './select-cells.tsx';

export type TableColumn<Row> = {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Right-aligned figures. */
  readonly numeric?: boolean;
  /** The cell that names the row: its link is what a click anywhere in the row opens. */
  readonly names?: boolean;
  /** Makes the column sortable, by this value. */
  readonly by?: (row: Row) => string | number;
};

type Sorted = false | 'asc' | 'desc';
const ARIA = { asc: 'ascending', desc: 'descending' } as const;

export type HeadCellProps = {
  readonly head: string;
  readonly numeric: boolean;
  readonly sorted: Sorted;
  readonly sort: (() => void) | undefined;
};

export function HeadCell({ head, numeric, sorted, sort }: HeadCellProps): ReactNode {
  const { t } = useWords();
  const side = numeric ? styles['right'] : undefined;
  if (sort === undefined) {
    return (
      <th scope="col" className={side}>
        {head}
      </th>
    );
  }
  const Icon = sorted === false ? IconArrowsSort : sorted === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" className={side} aria-sort={sorted === false ? 'none' : ARIA[sorted]}>
      <button
        type="button"
        className={styles['sort']}
        onClick={sort}
        title={t('list.sortBy', { column: head })}
      >
        {head}
        <Icon aria-hidden size={15} stroke={1.9} />
      </button>
    </th>
  );
}

export type BodyRowProps<Row> = {
  readonly row: Row;
  readonly columns: readonly TableColumn<Row>[];
  readonly current?: boolean;
  readonly open?: (event: MouseEvent<HTMLTableRowElement>) => void;
  readonly select?: RowMark | undefined;
  /** Its place among rows that are not all drawn, and who measures it. */
  readonly place?: {
    readonly index: number;
    readonly measure: (row: HTMLTableRowElement | null) => void;
  };
};

export function BodyRow<Row>(props: BodyRowProps<Row>): ReactNode {
  const { row, columns, current, open, select, place } = props;
  return (
    <tr
      ref={place?.measure}
      data-index={place?.index}
      aria-rowindex={place === undefined ? undefined : place.index + 2}
      onClick={open}
      aria-current={current || undefined}
      data-selected={select?.on}
      data-opens={columns.some(({ names }) => names === true)}
    >
      {select === undefined ? null : <SelectRow {...select} />}
      {columns.map(({ id, head, cell, numeric, names }) =>
        names === true ? (
          <th key={id} scope="row">
            {cell(row)}
          </th>
        ) : (
          <td key={id} data-head={head} className={numeric === true ? styles['right'] : undefined}>
            <div>{cell(row)}</div>
          </td>
        ),
      )}
    </tr>
  );
}
