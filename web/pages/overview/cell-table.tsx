import type { ReactNode } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { DataTable, type TableColumn } from '../../kit/data-table.tsx';
import { Money } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { SourceTag } from '../../kit/source-tag.tsx';

type Cell = Answer<'listProjectStandings'>['items'][number];

/** The same projects, one row each. */
export default function CellTable({ items }: { items: readonly Cell[] }): ReactNode {
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
      by: ({ overdue }) => (overdue ? 0 : 1),
      cell: ({ overdue }) => t(overdue ? 'overview.overdue' : 'overview.notOverdue'),
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
    <DataTable
      caption={t('overview.table')}
      rows={items}
      columns={columns}
      keyOf={({ projectId }) => projectId}
    />
  );
}
