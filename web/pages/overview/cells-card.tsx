import { getRouteApi, Link } from '@tanstack/react-router';
import { type KeyboardEvent, lazy, type ReactNode, Suspense } from 'react';
import { CASE_STATUSES, type CaseStatus } from '#domain/case-statuses.ts';
import { useAnswer } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { CASE_LOOKS } from '../../kit/badge.tsx';
import { BarList } from '../../kit/bar-list.tsx';
import { Card, Loaded, Skeleton } from '../../kit/card.tsx';
import { Go } from '../../kit/go.tsx';
import { FromCases } from './from-cases.tsx';
import styles from './overview.module.css';

const route = getRouteApi('/');

type Standings = Answer<'listProjectStandings'>;
type Cell = Standings['items'][number];

/** The table's own scripts come when somebody wants to see it. */
const CellTable = lazy(async () => import('./cell-table.tsx'));

const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One tab stop for a group; arrows move within it. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = STEP[event.key];
  if (step === undefined) return;
  const cells = [...event.currentTarget.querySelectorAll('a')];
  const at = cells.findIndex((cell) => cell.matches(':focus'));
  const next = cells[(at + step + cells.length) % cells.length];
  if (next === undefined) return;
  event.preventDefault();
  for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1;
  next.focus();
}

/** About three times as wide as high. */
function widthOf(cells: number): string {
  return `${Math.max(3, Math.ceil(Math.sqrt(3 * cells))) * 1.75}rem`;
}

/** How many cases there are of a status: leads to the list that has as many rows. */
function CasesOf({ status, cases }: { status: string; cases: number }): ReactNode {
  const { t } = useWords();
  return (
    <Go className={styles['casesOf']} href={`/cases?status=${status}`}>
      {t('overview.casesOf', { n: cases })}
    </Go>
  );
}

type GroupProps = {
  readonly status: CaseStatus;
  readonly cells: readonly Cell[];
  /** How many cases have this status: a project may have several. */
  readonly cases: number;
};

/** The projects of a status: their number leads to exactly these as rows, and beside it the cases to their own list. */
function CellGroup({ status, cells, cases }: GroupProps): ReactNode {
  const { t, named, say, dong } = useWords();
  const look = CASE_LOOKS[status];
  const name = named('caseStatus', status);
  return (
    <li className={styles['group']}>
      <h3>
        {name}{' '}
        <Link
          className={styles['projects']}
          to="/"
          search={{ as: 'table', status }}
          resetScroll={false}
          aria-label={t('overview.cellsOf', { status: name, n: cells.length })}
        >
          <b className="num">{cells.length}</b> {t('overview.cellsUnit', { n: cells.length })}
        </Link>
      </h3>
      <CasesOf status={status} cases={cases} />
      <ul className={styles['cells']} style={{ maxWidth: widthOf(cells.length) }} onKeyDown={moveFocus}>
        {cells.map(({ projectId, projectName, caseId, overdue, atRisk }, index) => {
          const words = t(overdue ? 'overview.cellOverdue' : 'overview.cell', {
            project: say(projectName),
            atRisk: dong(atRisk),
          });
          return (
            <li key={projectId}>
              <Go
                href={`/cases/${caseId}`}
                aria-label={words}
                title={words}
                data-tone={overdue ? 'overdue' : look?.tone}
                tabIndex={index === 0 ? 0 : -1}
              >
                {look === undefined ? null : <look.icon aria-hidden size={14} stroke={1.9} />}
              </Go>
            </li>
          );
        })}
      </ul>
    </li>
  );
}

function Cells({ items, statuses }: Pick<Standings, 'items' | 'statuses'>): ReactNode {
  const casesOf = new Map(statuses.map((each) => [each.status, each.cases]));
  return (
    <ul className={styles['groups']}>
      {CASE_STATUSES.map((status) => ({ status, cells: items.filter((item) => item.status === status) }))
        .filter(({ cells }) => cells.length > 0)
        .map(({ status, cells }) => (
          <CellGroup key={status} status={status} cells={cells} cases={casesOf.get(status) ?? 0} />
        ))}
    </ul>
  );
}

function Bars({ statuses }: { statuses: Standings['statuses'] }): ReactNode {
  const { named, count } = useWords();
  const rows = statuses.map(({ status, projects, cases }) => ({
    key: status,
    label: named('caseStatus', status),
    note: <CasesOf status={status} cases={cases} />,
    value: projects,
    shown: <span className="num">{count(projects)}</span>,
  }));
  return <BarList rows={rows} />;
}

/** Every blocked project once: a cell that opens its case, or a row; bars when they are too many to tell apart. */
export function CellsCard(): ReactNode {
  const { t } = useWords();
  const { as, status } = route.useSearch();
  const asTable = as === 'table';
  const result = useAnswer(API.listProjectStandings);
  const projects = result.data?.statuses.reduce((sum, each) => sum + each.projects, 0) ?? 0;
  const cells = (result.data?.items.length ?? 0) > 0;
  return (
    <Card
      // A table that was asked for is there to be read.
      folds={!asTable}
      title={t(cells ? `overview.${asTable ? 'rows' : 'cells'}` : 'overview.bars', { n: projects })}
      note={
        cells ? (
          <span className="noprint">
            {asTable ? null : `${t('overview.cellsNote')} · `}
            <Link to="/" search={asTable ? {} : { as: 'table' }} resetScroll={false}>
              {t(asTable ? 'overview.asPicture' : 'overview.asTable')}
            </Link>
          </span>
        ) : undefined
      }
    >
      <Loaded result={result} lines={3}>
        {({ items, statuses, asOf }) => (
          <>
            {items.length === 0 ? <Bars statuses={statuses} /> : null}
            {items.length > 0 && asTable ? (
              <Suspense fallback={<Skeleton lines={12} />}>
                <CellTable items={items} status={status} />
              </Suspense>
            ) : null}
            {items.length > 0 && !asTable ? <Cells items={items} statuses={statuses} /> : null}
            <p className={`${styles['from']} kt-meta`}>
              <FromCases at={asOf} />
            </p>
          </>
        )}
      </Loaded>
    </Card>
  );
}
