import {
  IconAlertOctagon,
  IconCircleCheck,
  IconCircleDot,
  IconClockHour4,
  IconCornerUpLeft,
  IconForbid2,
  IconPlus,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseMoney } from '#domain/import-rows.ts';
import type { ImportRowView, ImportView } from '#functions/api/contract-imports.ts';
import { useWords } from '../../app/words.ts';
import { Badge, type Look } from '../../kit/badge.tsx';
import { withCodes } from '../../kit/code.tsx';
import type { TableColumn } from '../../kit/data-table-cells.tsx';
import { Money } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { LongTable } from '../../kit/long-table.tsx';
import styles from './import.module.css';
import { type Mark, MarkedCell } from './mend-cell.tsx';
import type { Mending } from './use-mending.ts';
import type { Rows } from './use-rows.ts';

const CLASS_LOOKS: Readonly<Record<ImportRowView['class'], Look>> = {
  new: { tone: 'review', icon: IconPlus },
  changed: { tone: 'due', icon: IconClockHour4 },
  unchanged: { tone: 'quiet', icon: IconCircleDot },
  error: { tone: 'overdue', icon: IconAlertOctagon },
};
const RESULT_LOOKS: Readonly<Record<NonNullable<ImportRowView['result']>['state'], Look>> = {
  written: { tone: 'done', icon: IconCircleCheck },
  same: { tone: 'quiet', icon: IconCircleDot },
  refused: { tone: 'overdue', icon: IconAlertOctagon },
  undone: { tone: 'review', icon: IconCornerUpLeft },
  kept: { tone: 'due', icon: IconForbid2 },
};

/** What the row would do; once it was confirmed, what became of it, with its report and its case. */
function Outcome({ row, confirmed }: { row: ImportRowView; confirmed: boolean }): ReactNode {
  const { t, say } = useWords();
  const { result, why, caseId } = row;
  if (result === null) {
    const left = confirmed && row.class === 'error';
    return (
      <Badge {...CLASS_LOOKS[row.class]}>{t(left ? 'import.leftOut' : `import.class.${row.class}`)}</Badge>
    );
  }
  return (
    <div className={styles['outcome']}>
      <Badge {...RESULT_LOOKS[result.state]}>{t(`import.result.${result.state}`)}</Badge>
      {why === null ? null : <span>{say(why)}</span>}
      {caseId === null ? null : <Go href={`/cases/${caseId}`}>{caseId}</Go>}
    </div>
  );
}

/** The project by its name; the code that was typed where there is none. */
function ProjectCell({ row }: { row: ImportRowView }): ReactNode {
  const { t, say } = useWords();
  const { projectId, blockerId, projectName, cells } = row;
  const code = cells['projectId'] ?? '';
  if (projectName === null)
    return code === '' ? <span className="kt-meta">{t('import.noCode')}</span> : withCodes(code);
  const reported = projectId !== null && blockerId !== null && row.result !== null;
  return (
    <div className={styles['words']}>
      {reported ? (
        <Link to="/report/$projectId/$blockerId" params={{ projectId, blockerId }}>
          {say(projectName)}
        </Link>
      ) : (
        <span>{say(projectName)}</span>
      )}
      <span className="kt-meta">{withCodes(code)}</span>
    </div>
  );
}

function Words({ row }: { row: ImportRowView }): ReactNode {
  const { cells } = row;
  return (
    <>
      <span>{cells['description']}</span>
      <span className="kt-meta">
        {[cells['category'], cells['reference']].filter((each) => (each ?? '') !== '').join(' · ')}
      </span>
    </>
  );
}

/** An amount as it was understood, so that a wrong unit is seen at once. */
function Amounts({ row, of }: { row: ImportRowView; of: ImportView }): ReactNode {
  const { t } = useWords();
  const unit = of.preview?.unit ?? 'billion';
  return (
    <dl className={styles['amounts']}>
      {(['disbursed', 'absorbable'] as const).map((field) => {
        const amount = parseMoney(row.cells[field] ?? '', unit);
        return (
          <div key={field}>
            <dt>{t(`importField.${field}`)}</dt>
            <dd>{typeof amount === 'number' ? <Money amount={amount} /> : (row.cells[field] ?? '')}</dd>
          </div>
        );
      })}
    </dl>
  );
}

const AMOUNTS = ['disbursed', 'absorbable'];

/** Old and new of what a row changes. */
function Changes({ row }: { row: ImportRowView }): ReactNode {
  const { t, named, exactDong } = useWords();
  if (row.changes.length === 0) return null;
  const shown = (field: string, value: string): string => {
    if (value === '') return t('import.empty');
    if (AMOUNTS.includes(field)) return exactDong(Number(value));
    return field === 'cause' ? named('cause', value) : value;
  };
  return (
    <ul className={styles['changes']}>
      {row.changes.map(({ field, from, to }) => (
        <li key={field}>
          <b>{named('importField', field)}</b> <del>{shown(field, from)}</del> <span aria-hidden>→</span>{' '}
          <ins>{shown(field, to)}</ins>
        </li>
      ))}
    </ul>
  );
}

function Findings(props: { row: ImportRowView; of: ImportView; mending: Mending }): ReactNode {
  const { row } = props;
  const marks: readonly Mark[] = [
    ...row.problems.map((mark) => ({ tone: 'error' as const, ...mark })),
    ...row.warnings.map((mark) => ({ tone: 'warning' as const, ...mark })),
  ];
  const cells = [...Map.groupBy(marks, ({ field }) => field)];
  return (
    <>
      <Changes row={row} />
      {cells.length === 0 ? null : (
        <ul className={styles['marks']}>
          {cells.map(([field, found]) => (
            <MarkedCell key={field} field={field} marks={found} {...props} />
          ))}
        </ul>
      )}
    </>
  );
}

export type RowsTableProps = {
  readonly of: ImportView;
  readonly rows: Rows;
  readonly total: number;
  readonly mending: Mending;
};

/** The rows of an import in the order of the sheet. */
export function RowsTable({ of, rows, total, mending }: RowsTableProps): ReactNode {
  const { t } = useWords();
  const confirmed = of.confirmedAt !== null;
  const columns: readonly TableColumn<ImportRowView>[] = [
    {
      id: 'row',
      head: t('import.line'),
      numeric: true,
      cell: ({ row }) => <span className="num">{row}</span>,
    },
    { id: 'project', head: t('import.project'), cell: (row) => <ProjectCell row={row} /> },
    {
      id: 'words',
      head: t(`import.says.${of.kind}`),
      cell: (row) =>
        of.kind === 'blockers' ? (
          <div className={styles['words']}>
            <Words row={row} />
          </div>
        ) : (
          <Amounts row={row} of={of} />
        ),
    },
    {
      id: 'outcome',
      head: t(confirmed ? 'import.became' : 'import.would'),
      cell: (row) => <Outcome row={row} confirmed={confirmed} />,
    },
    {
      id: 'findings',
      head: t('import.findings'),
      cell: (row) => <Findings row={row} of={of} mending={mending} />,
    },
  ];
  return (
    <div className={styles['rows']}>
      <LongTable
        caption={t('import.rowsOf', { name: of.fileName })}
        columns={columns}
        total={total}
        rowAt={rows.rowAt}
        see={rows.see}
      />
    </div>
  );
}
