import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CASE_STATUSES, type CaseStatus } from '#domain/case-statuses.ts';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { DataTable, type TableColumn } from '../../kit/data-table.tsx';
import { Money } from '../../kit/figures.tsx';
import { FilterBar } from '../../kit/filter-bar.tsx';
import { Go } from '../../kit/go.tsx';
import { SourceTag } from '../../kit/source-tag.tsx';
import styles from './overview.module.css';

type Cell = Answer<'listProjectStandings'>['items'][number];

type CellTableProps = {
  readonly items: readonly Cell[];
  /** Only the projects of this one. */
  readonly status: CaseStatus | undefined;
};

/** Somebody is asked, and has a due time. */
const HELD: ReadonlySet<string> = new Set(['inReview', 'returned', 'escalated']);
const TIMES = ['overview.overdue', 'overview.inTime', 'due.none'] as const;

function timeOf({ overdue, status }: Cell): (typeof TIMES)[number] {
  if (overdue) return 'overview.overdue';
  return HELD.has(status) ? 'overview.inTime' : 'due.none';
}

/** Narrows the table to one status; each says how many rows it leaves. */
function StatusFilter({ items, status }: CellTableProps): ReactNode {
  const { t, named, count } = useWords();
  const navigate = useNavigate({ from: '/' });
  const numbers = Map.groupBy(items, (item) => item.status);
  const options = CASE_STATUSES.filter((each) => numbers.has(each)).map((each) => ({
    value: each,
    label: `${named('caseStatus', each)} (${count(numbers.get(each)?.length ?? 0)})`,
  }));
  const show = (chosen: string | undefined): void => {
    const found = CASE_STATUSES.find((each) => each === chosen);
    const search = found === undefined ? { as: 'table' as const } : { as: 'table' as const, status: found };
    navigate({ to: '/', search, resetScroll: false }).catch(() => undefined);
  };
  return (
    <FilterBar
      filters={[{ name: 'status', label: t('overview.table.status'), options }]}
      values={{ status }}
      set={(_name, value) => show(value)}
      clear={() => show(undefined)}
    />
  );
}

/** The same projects, one row each. */
export default function CellTable({ items, status }: CellTableProps): ReactNode {
  const { t, named, say, day } = useWords();
  const columns: readonly TableColumn<Cell>[] = [
    {
      id: 'project',
      head: t('overview.table.project'),
      names: true,
      cell: ({ caseId, projectName }) => <Go href={`/cases/${caseId}`}>{say(projectName)}</Go>,
    },
    {
      id: 'status',
      head: t('overview.table.status'),
      by: ({ status }) => named('caseStatus', status),
      cell: ({ status }) => <StatusBadge of="caseStatus" status={status} />,
    },
    {
      id: 'overdue',
      head: t('overview.table.time'),
      by: (cell) => TIMES.indexOf(timeOf(cell)),
      cell: (cell) => <span className={styles['whole']}>{t(timeOf(cell))}</span>,
    },
    {
      id: 'atRisk',
      head: t('overview.ladder.capital'),
      numeric: true,
      by: ({ atRisk }) => atRisk,
      cell: ({ atRisk }) => <Money amount={atRisk} short />,
    },
    {
      id: 'asOf',
      head: t('overview.table.asOf'),
      by: ({ capitalAsOf }) => capitalAsOf,
      cell: ({ capitalAsOf }) => <span className="num">{day(capitalAsOf)}</span>,
    },
    {
      id: 'source',
      head: t('capital.source'),
      by: ({ provenance }) => provenance.kind,
      cell: ({ provenance }) => <SourceTag provenance={provenance} />,
    },
  ];
  return (
    <div className={styles['rows']}>
      <StatusFilter items={items} status={status} />
      <DataTable
        caption={t('overview.table')}
        rows={status === undefined ? items : items.filter((item) => item.status === status)}
        columns={columns}
        keyOf={({ projectId }) => projectId}
      />
    </div>
  );
}
