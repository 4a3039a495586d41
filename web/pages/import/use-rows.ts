import { useQueries } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import * as z from 'zod';
import type { ImportRowView, ImportView } from '#functions/api/contract-imports.ts';
import { useCall } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { ROWS_BECAME, ROWS_JUDGED, type RowsShown } from './area.ts';

type Page = Answer<'listImportRows'>;

export type Rows = {
  /** How many there are; undefined until the first of them were read. */
  readonly total: number | undefined;
  readonly error: Error | null;
  readonly again: () => Promise<unknown>;
  /** The row at a place; undefined while it is being read. */
  readonly rowAt: (index: number) => ImportRowView | undefined;
  /** Reads the rows between two places. */
  readonly see: (first: number, last: number) => void;
};

/** Pages that were read, and those of them that are looked at now: a row that somebody types into may be out of sight. */
type Sight = { readonly seen: readonly number[]; readonly inSight: readonly number[] };

/** Rows that one answer holds. */
const PAGE = 100;

const Judged = z.enum(ROWS_JUDGED);
const Became = z.enum(ROWS_BECAME);

/** What a row would do, or what became of it: the two ways in which rows are asked for. */
function questionOf(shown: RowsShown | undefined) {
  const judged = Judged.safeParse(shown);
  if (judged.success) return { show: judged.data };
  const became = Became.safeParse(shown);
  return became.success ? { result: became.data } : {};
}

/** The rows of an import where they are looked at; asked anew when it has moved on. */
export function useRows({ id, version }: ImportView, shown: RowsShown | undefined): Rows {
  const call = useCall();
  const query = questionOf(shown);
  const [{ seen, inSight }, setSight] = useState<Sight>({ seen: [0], inSight: [0] });
  const see = useCallback((from: number, to: number): void => {
    const [first, last] = [Math.floor(from / PAGE), Math.floor(to / PAGE)];
    const next = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    setSight((before) =>
      before.inSight.join() === next.join()
        ? before
        : { seen: [...new Set([...before.seen, ...next])], inSight: next },
    );
  }, []);
  const results = useQueries({
    queries: seen.map((page) => ({
      queryKey: [API.listImportRows.operation, id, query, page, version],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        call(
          API.listImportRows,
          { params: { importId: id }, query: { ...query, from: page * PAGE } },
          signal,
        ),
      // What was shown stays while the rows are judged anew.
      placeholderData: (before: Page | undefined) => before,
      // The case of a new report is opened a moment after it was written: rows in sight are looked at again.
      ...(inSight.includes(page) ? {} : { refetchInterval: false as const, refetchOnWindowFocus: false }),
    })),
  });
  const read = new Map(seen.map((page, at) => [page, results[at]?.data?.items]));
  const failed = results.find(({ error }) => error !== null);
  return {
    total: results.find(({ data }) => data !== undefined)?.data?.total,
    error: failed?.error ?? null,
    again: async () => failed?.refetch(),
    rowAt: (index) => read.get(Math.floor(index / PAGE))?.[index % PAGE],
    see,
  };
}
