import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ImportView } from '#functions/api/contract-imports.ts';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { ROWS_BECAME, ROWS_JUDGED, type RowsShown } from './area.ts';
import { RowsTable } from './rows-table.tsx';
import { rowsIn } from './standing.tsx';
import type { Mending } from './use-mending.ts';
import { useRows } from './use-rows.ts';

type Counted = { readonly shown: RowsShown; readonly n: number };

/** The tabs that have rows: by what they would do, once confirmed by what became of them. */
function tabsOf({ preview, results, confirmedAt }: ImportView): readonly Counted[] {
  const counts = new Map<string, number>([
    ...Object.entries(preview?.counts ?? {}),
    ...Object.entries(results ?? {}),
  ]);
  const shown: readonly RowsShown[] = confirmedAt === null ? ROWS_JUDGED : ['error', ...ROWS_BECAME];
  return shown.flatMap((each) => {
    const n = counts.get(each) ?? 0;
    return n > 0 ? [{ shown: each, n }] : [];
  });
}

type RowsCardProps = {
  readonly of: ImportView;
  readonly shown: RowsShown | undefined;
  readonly mending: Mending;
};

export function RowsCard({ of, shown, mending }: RowsCardProps): ReactNode {
  const { t, count } = useWords();
  const rows = useRows(of, shown);
  const { total, error, again } = rows;
  const link = (next: RowsShown | undefined): LinkProps => ({
    to: '/import/$importId',
    params: { importId: of.id },
    search: next === undefined ? {} : { rows: next },
    replace: true,
    activeOptions: { exact: true, includeSearch: true },
  });
  const tabs = [
    { key: 'all', label: t('list.all'), count: count(rowsIn(of)), link: link(undefined) },
    ...tabsOf(of).map((tab) => ({
      key: tab.shown,
      label: t(`import.tab.${tab.shown}`),
      count: count(tab.n),
      urgent: tab.shown === 'error' || tab.shown === 'refused',
      link: link(tab.shown),
    })),
  ];
  return (
    <Card title={t('import.rows')}>
      <Tabs label={t('import.rowsFilter')} tabs={tabs} current={shown ?? 'all'} />
      <Loaded result={{ data: total, error, refetch: again }} lines={6}>
        {(n) =>
          n === 0 ? (
            <EmptyState text={t('list.noMatch')} />
          ) : (
            <RowsTable key={shown} of={of} rows={rows} total={n} mending={mending} />
          )
        }
      </Loaded>
    </Card>
  );
}
