/**
 * A table of thousands of rows of which only those in sight are drawn: the window scrolls it, and each row is as high as it needs.
 * On paper all of them are.
 */

import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { defaultRangeExtractor, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { memo, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../app/words.ts';
import styles from './data-table.module.css';
import { BodyRow, HeadCell, type TableColumn } from './data-table-cells.tsx';
import { useDensity } from './density.tsx';
import { usePrinting, usePrintWhole } from './printing.ts';

export type LongTableProps<Row> = {
  /** For screen readers: what the rows are. */
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  /** How many rows there are, read or not. */
  readonly total: number;
  /** The row at a place; undefined while it is being read. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Told which places are in sight, so that their rows are read. */
  readonly see: (first: number, last: number) => void;
};

/** A row before it is measured. */
const ROW_PX = 66;
/** Rows drawn above and below the window, so that a wheel or a Tab finds them there. */
const AROUND = 8;

/** Where the first row stands in the document, however much opens or closes above it. */
function useTopOf(place: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const look = (): void =>
      setTop(Math.round((place.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
    look();
    const watch = new ResizeObserver(look);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [place]);
  return top;
}

/** The rows in sight, and the one that has the focus wherever it is: what is typed there is not lost by scrolling. */
function useSight(total: number, place: { readonly current: HTMLElement | null }) {
  const [held, hold] = useState<number>();
  const scrollMargin = useTopOf(place);
  const virtualizer = useWindowVirtualizer({
    count: total,
    estimateSize: () => ROW_PX,
    overscan: AROUND,
    scrollMargin,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      if (held === undefined || held >= total || drawn.includes(held)) return drawn;
      return [...drawn, held].toSorted((one, other) => one - other);
    },
  });
  return { virtualizer, hold, scrollMargin };
}

/** Keeps the place of rows that are not drawn. */
function Gap({ px, columns }: { px: number; columns: number }): ReactNode {
  if (px <= 0) return null;
  return (
    <tr aria-hidden className={styles['gap']}>
      <td colSpan={columns} style={{ height: px, padding: 0, border: 0 }} />
    </tr>
  );
}

/** On paper rows are as high as the paper wants: the screen must not remember it. */
const unmeasured = (): void => undefined;

type DrawnProps = { readonly index: number; readonly draw: (index: number) => ReactNode };

/** Scrolling draws the rows that come; those that stay are left as they are. */
const Drawn = memo(function Drawn({ index, draw }: DrawnProps): ReactNode {
  return draw(index);
});

/** How the row at a place is drawn; another function only when the rows themselves are others. */
function useDrawing<Row>(
  { columns, rowAt }: Pick<LongTableProps<Row>, 'columns' | 'rowAt'>,
  measure: (row: HTMLTableRowElement | null) => void,
): (index: number) => ReactNode {
  const { t } = useWords();
  return useCallback(
    (index) => {
      const row = rowAt(index);
      if (row !== undefined) return <BodyRow row={row} columns={columns} place={{ index, measure }} />;
      return (
        <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
          <td colSpan={columns.length} className="kt-meta">
            {t('app.loading')}
          </td>
        </tr>
      );
    },
    [columns, rowAt, measure, t],
  );
}

/** Paper begun from the browser's own menu does not wait: it has the rows that are read, and says how many it lacks. */
function OnPaper({ total, columns, isRead, draw }: PaperProps): ReactNode {
  const { t } = useWords();
  const read = Array.from({ length: total }, (_, index) => index).filter(isRead);
  const unread = total - read.length;
  return (
    <>
      {unread === 0 ? null : (
        <tr>
          <td colSpan={columns}>
            {t('list.unread', { n: unread, button: t('list.printAll', { n: total }) })}
          </td>
        </tr>
      )}
      {read.map((index) => (
        <Drawn key={index} index={index} draw={draw} />
      ))}
    </>
  );
}

type PaperProps = {
  readonly total: number;
  readonly columns: number;
  readonly isRead: (index: number) => boolean;
  readonly draw: (index: number) => ReactNode;
};

type PrintProps = { readonly total: number; readonly waiting: boolean; readonly print: () => void };

function PrintAll({ total, waiting, print }: PrintProps): ReactNode {
  const { t } = useWords();
  // What is all in sight is printed as any page is.
  if (total < 2) return null;
  return (
    <p className={`${styles['print']} noprint`}>
      <Button
        variant="default"
        loading={waiting}
        leftSection={<IconPrinter aria-hidden size={16} />}
        onClick={print}
      >
        {t('list.printAll', { n: total })}
      </Button>
    </p>
  );
}

function indexOf(target: Element): number | undefined {
  const index = target.closest('tr')?.dataset['index'];
  return index === undefined ? undefined : Number(index);
}

export function LongTable<Row>({ caption, columns, total, rowAt, see }: LongTableProps<Row>): ReactNode {
  const { t } = useWords();
  const [dense] = useDensity();
  const body = useRef<HTMLTableSectionElement>(null);
  const { virtualizer, hold, scrollMargin } = useSight(total, body);
  const printing = usePrinting();
  const draw = useDrawing({ columns, rowAt }, printing ? unmeasured : virtualizer.measureElement);
  const isRead = (index: number): boolean => rowAt(index) !== undefined;
  const whole = usePrintWhole({
    missing: () => !Array.from({ length: total }, (_, index) => index).every(isRead),
    read: () => see(0, total - 1),
  });
  const items = virtualizer.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => {
    if (!whole.waiting) see(startIndex, endIndex);
  }, [see, startIndex, endIndex, whole.waiting]);
  let drawnTo = scrollMargin;
  const gapBefore = ({ start, end }: VirtualItem): number => {
    const px = start - drawnTo;
    drawnTo = end;
    return px;
  };
  return (
    <div className={styles['table']} data-dense={dense}>
      <PrintAll total={total} {...whole} />
      <section className={styles['scroll']} aria-label={`${caption}. ${t('list.scroll')}`}>
        <table aria-rowcount={total + 1}>
          <caption className="vh">{caption}</caption>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ id, head, numeric = false }) => (
                <HeadCell key={id} head={head} numeric={numeric} sorted={false} sort={undefined} />
              ))}
            </tr>
          </thead>
          <tbody ref={body} onFocus={({ target }) => hold(indexOf(target))} onBlur={() => hold(undefined)}>
            {printing ? (
              <OnPaper total={total} columns={columns.length} isRead={isRead} draw={draw} />
            ) : (
              items.flatMap((item) => [
                <Gap key={`gap-${item.key}`} px={gapBefore(item)} columns={columns.length} />,
                <Drawn key={item.key} index={item.index} draw={draw} />,
              ])
            )}
            {printing ? null : (
              <Gap px={scrollMargin + virtualizer.getTotalSize() - drawnTo} columns={columns.length} />
            )}
          </tbody>
        </table>
      </section>
    </div>
  );
}
