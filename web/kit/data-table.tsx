/** A real table: sorting, selection, density; under 640 px each row becomes a card with the same order of facts. */
import {
  type ColumnDef,
  createSortedRowModel,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type MouseEvent, type ReactNode, useMemo, useState } from 'react';
import { useWords } from '../app/words.ts';
import styles from './data-table.module.css';
import { BodyRow, HeadCell, type TableColumn } from './data-table-cells.tsx';
import { SelectAll } from './select-cells.tsx';

export type { TableColumn };

import { useDensity } from './density.tsx';
import { usePrinting } from './printing.ts';

const features = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric },
});

export type DataTableProps<Row> = {
  /** For screen readers: what the rows are. */
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Rows can be selected: which are, and what happens when that changes. `label` names a row for screen readers. */
  readonly selection?: {
    readonly chosen: ReadonlySet<string>;
    readonly choose: (keys: ReadonlySet<string>) => void;
    readonly label: (row: Row) => string;
  };
  /** Key of the row that is shown beside the table. */
  readonly current?: string;
  /** Rows at a time; the rest by "Xem thêm". */
  readonly step?: number;
};

const STEP = 100;

/** Only the title is a link; a click elsewhere in the row goes there too. */
function openRow(event: MouseEvent<HTMLTableRowElement>): void {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || target.closest('a,button,input,label,select,summary') !== null) return;
  if (getSelection()?.toString() !== '') return;
  currentTarget.querySelector<HTMLElement>('th a, th button')?.click();
}

function definitions<Row extends object>(
  columns: readonly TableColumn<Row>[],
): ColumnDef<typeof features, Row>[] {
  return columns.map(({ id, head, by }) => ({
    id,
    header: head,
    accessorFn: (row: Row) => by?.(row) ?? '',
    enableSorting: by !== undefined,
    sortFn: 'alphanumeric',
  }));
}

/** The model: order and selection. */
function useRows<Row extends object>({ rows, columns, keyOf, selection }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const data = useMemo(() => [...rows], [rows]);
  const defined = useMemo(() => definitions(columns), [columns]);
  const chosen = selection?.chosen;
  const rowSelection = useMemo<RowSelectionState>(
    () => Object.fromEntries([...(chosen ?? [])].map((key) => [key, true])),
    [chosen],
  );
  return useTable({
    features,
    columns: defined,
    data,
    getRowId: keyOf,
    state: { sorting, rowSelection },
    onSortingChange: setSorting,
    onRowSelectionChange: (next) => {
      const state = typeof next === 'function' ? next(rowSelection) : next;
      selection?.choose(new Set(Object.keys(state).filter((key) => state[key] === true)));
    },
  });
}

function MoreRows({ rest, more }: { rest: number; more: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <button type="button" className={styles['more']} onClick={more}>
      {t('list.more')} <span className="num">({rest})</span>
    </button>
  );
}

export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const { caption, columns, selection, current, step = STEP } = props;
  const { t } = useWords();
  const [dense] = useDensity();
  const [steps, setSteps] = useState(1);
  const table = useRows(props);
  const { rows } = table.getRowModel();
  const printing = usePrinting();
  const shown = printing ? rows : rows.slice(0, steps * step);
  const rest = rows.length - shown.length;
  return (
    <div className={styles['table']} data-dense={dense}>
      <section className={styles['scroll']} aria-label={`${caption}. ${t('list.scroll')}`}>
        <table>
          <caption className="vh">{caption}</caption>
          <thead>
            <tr>
              {selection === undefined ? null : (
                <SelectAll
                  all={table.getIsAllRowsSelected()}
                  some={table.getIsSomeRowsSelected()}
                  toggle={() => table.toggleAllRowsSelected()}
                />
              )}
              {columns.map(({ id, head, numeric = false, by }) => (
                <HeadCell
                  key={id}
                  head={head}
                  numeric={numeric}
                  sorted={table.getColumn(id)?.getIsSorted() ?? false}
                  sort={by === undefined ? undefined : () => table.getColumn(id)?.toggleSorting()}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <BodyRow
                key={row.id}
                row={row.original}
                columns={columns}
                current={row.id === current}
                open={openRow}
                select={
                  selection && {
                    label: selection.label(row.original),
                    on: row.getIsSelected(),
                    toggle: () => row.toggleSelected(),
                  }
                }
              />
            ))}
          </tbody>
        </table>
      </section>
      {rest > 0 ? <MoreRows rest={rest} more={() => setSteps(steps + 1)} /> : null}
    </div>
  );
}
