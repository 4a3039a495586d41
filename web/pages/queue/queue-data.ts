/** The list of the queue, and what has changed behind it since it was read: it never jumps under the reader. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useAnswer, useCall } from '../../app/answers.ts';
import { type Answer, API, type Item } from '../../app/api.ts';
import { type PageSearch, questionOf } from './search.ts';

export type QueueRow = Item<'getQueue'>;
export type QueueOverview = NonNullable<Answer<'getQueue'>['overview']>;

const PAGE = 50;

/** What a reader would see change. */
function signatureOf({ status, rung, holder, dueAt, overdueWorkingDays }: QueueRow): string {
  return [status, rung, holder, dueAt, overdueWorkingDays].join(' ');
}

/** Rows of the newer answer that are new or say something else, and rows that it no longer has. */
function changesBetween(shown: readonly QueueRow[], newer: readonly QueueRow[]): number {
  const before = new Map(shown.map((row) => [row.id, signatureOf(row)]));
  const after = new Set(newer.map(({ id }) => id));
  const other = newer.filter((row) => before.get(row.id) !== signatureOf(row)).length;
  const gone = shown.filter(({ id }) => !after.has(id)).length;
  return Math.max(other, gone);
}

function noCursor(): string | undefined {
  return undefined;
}

export function useQueue(search: PageSearch) {
  const call = useCall();
  const question = useMemo(() => ({ ...questionOf(search), limit: PAGE }), [search]);
  const list = useInfiniteQuery({
    queryKey: [API.getQueue.operation, 'held', question],
    queryFn: async ({ pageParam, signal }) =>
      call(API.getQueue, { query: { ...question, cursor: pageParam } }, signal),
    initialPageParam: noCursor(),
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });
  const watch = useAnswer(API.getQueue, { query: { ...question, overview: 'true' } });
  // The bands follow from the counts: rows that come before them would change places, and lose the reader's focus.
  const counted = useRef(false);
  if (!watch.isPending) counted.current = true;
  const pages = list.data?.pages ?? [];
  const rows = pages.flatMap(({ items }) => items);
  const first = pages[0];
  const newer = watch.dataUpdatedAt > list.dataUpdatedAt && !list.isFetching ? watch.data : undefined;
  return {
    list,
    watch,
    rows,
    asOf: first?.asOf,
    /** The first counts are there (or could not be had): the rows can be shown under their bands. */
    counted: counted.current,
    overview: watch.data?.overview,
    changes: first === undefined || newer === undefined ? 0 : changesBetween(first.items, newer.items),
  };
}
