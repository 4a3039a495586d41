import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import * as z from 'zod';
import type { ImportRowView, ImportView } from '#functions/api/contract-imports.ts';
import { useCall } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { ROWS_BECAME, ROWS_JUDGED, type RowsShown } from './area.ts';

export type Rows = {
  readonly result: UseInfiniteQueryResult<readonly Answer<'listImportRows'>[]>;
  readonly rows: readonly ImportRowView[];
};

const Judged = z.enum(ROWS_JUDGED);
const Became = z.enum(ROWS_BECAME);

/** What a row would do, or what became of it: the two ways in which rows are asked for. */
function questionOf(shown: RowsShown | undefined) {
  const judged = Judged.safeParse(shown);
  if (judged.success) return { show: judged.data };
  const became = Became.safeParse(shown);
  return became.success ? { result: became.data } : {};
}

/** The rows of an import as far as they were read; asked anew when it has moved on. */
export function useRows({ id, version }: ImportView, shown: RowsShown | undefined): Rows {
  const call = useCall();
  const query = questionOf(shown);
  const result = useInfiniteQuery({
    queryKey: [API.listImportRows.operation, id, query, version],
    queryFn: async ({ pageParam, signal }) =>
      call(API.listImportRows, { params: { importId: id }, query: { ...query, from: pageParam } }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ next }: Answer<'listImportRows'>) => next ?? undefined,
    select: ({ pages }) => pages,
    // The case of a new report is opened a moment after it was written.
    placeholderData: (before) => before,
  });
  return { result, rows: (result.data ?? []).flatMap(({ items }) => items) };
}
