import { Link } from '@tanstack/react-router';
import { type MouseEvent, memo, type ReactNode } from 'react';
import type { Instant } from '#domain/time.ts';
import { useWords } from '../../app/words.ts';
import { DueBadge, StatusBadge } from '../../kit/badge.tsx';
import { useDensity } from '../../kit/density.tsx';
import { DateText, Money } from '../../kit/figures.tsx';
import { LadderPips } from '../../kit/ladder-pips.tsx';
import { SelectAll, SelectRow } from '../../kit/select-cells.tsx';
import type { BandRows } from './bands.ts';
import type { QueueOverview, QueueRow } from './queue-data.ts';
import styles from './queue-table.module.css';

export type QueueTableProps = {
  readonly groups: readonly BandRows[];
  readonly bands: QueueOverview['bands'];
  readonly asOf: Instant;
  readonly unitNames: ReadonlyMap<string, string>;
  /** Rows can be selected; absent for whoever only looks. */
  readonly selection?: { readonly chosen: ReadonlySet<string>; readonly toggle: (id: string) => void };
  readonly chooseAll: (all: boolean) => void;
  readonly current: string | undefined;
  readonly setCurrent: (id: string) => void;
  readonly peek: (id: string) => void;
};

const FEW_UNITS = 3;

// The cells are drawn once for what they show: choosing one row of a thousand redraws that row's mark only.
const Places = memo(function Places({
  row,
  names,
}: {
  row: QueueRow;
  names: QueueTableProps['unitNames'];
}): ReactNode {
  const { t, named } = useWords();
  const places =
    row.units.length > FEW_UNITS
      ? t('queue.units', { n: row.units.length })
      : row.units.map((code) => names.get(code) ?? code).join(', ');
  return (
    <span className={`${styles['places']} kt-meta`}>
      <span className="num kt-code">{row.id}</span> · {places} · {named('category', row.category)}
    </span>
  );
});

const Deadline = memo(function Deadline({ row, asOf }: { row: QueueRow; asOf: Instant }): ReactNode {
  if (row.dueAt === null) return <StatusBadge of="caseStatus" status={row.status} />;
  return (
    <>
      <DueBadge of={row} asOf={asOf} />
      <span className={`${styles['under']} kt-meta`}>
        <DateText at={row.dueAt} short />
      </span>
    </>
  );
});

/** Who is asked, on which rung, and what its silence leads to. */
const Holder = memo(function Holder({ row }: { row: QueueRow }): ReactNode {
  const { t, say } = useWords();
  if (row.holderName === null) return <span className="kt-meta">{t('queue.nobody')}</span>;
  return (
    <>
      <span className={styles['post']} title={say(row.holderName)}>
        {say(row.holderName)}
      </span>
      {row.rung === null ? null : (
        <span className={styles['under']}>
          <LadderPips rung={row.rung} late={row.overdueWorkingDays > 0} />
        </span>
      )}
    </>
  );
});

/** Why it is stuck, in one sentence, and what happens by itself next, and when. */
const Why = memo(function Why({ row }: { row: QueueRow }): ReactNode {
  const { say } = useWords();
  return (
    <>
      <span className={styles['why']} title={say(row.why)}>
        {say(row.why)}
      </span>
      {row.next === null ? null : (
        <span className={`${styles['why']} kt-meta`} title={say(row.next.words)}>
          {say(row.next.words)}
        </span>
      )}
    </>
  );
});

/** A click beside the link looks at the case; the link opens it. */
function lookAt(event: MouseEvent<HTMLTableRowElement>, look: () => void): void {
  const { target } = event;
  if (!(target instanceof Element) || target.closest('a,button,input,label') !== null) return;
  if (getSelection()?.toString() === '') look();
}

function QueueRowLine({ row, table }: { row: QueueRow; table: QueueTableProps }): ReactNode {
  const { t, say } = useWords();
  const { asOf, unitNames, selection, current, setCurrent, peek } = table;
  const chosen = selection?.chosen.has(row.id) ?? false;
  return (
    <tr
      data-case={row.id}
      aria-current={row.id === current || undefined}
      data-selected={chosen}
      onClick={(event) => lookAt(event, () => peek(row.id))}
    >
      {selection === undefined ? null : (
        <SelectRow label={say(row.projectName)} on={chosen} toggle={() => selection.toggle(row.id)} />
      )}
      <td className={styles['due']}>
        <Deadline row={row} asOf={asOf} />
      </td>
      <th scope="row">
        <Link
          to="/cases/$caseId"
          params={{ caseId: row.id }}
          className={styles['name']}
          title={say(row.projectName)}
          onFocus={() => setCurrent(row.id)}
          onKeyDown={(event) => {
            if (event.key !== ' ') return;
            event.preventDefault();
            peek(row.id);
          }}
        >
          {say(row.projectName)}
        </Link>
        <Places row={row} names={unitNames} />
      </th>
      <td className={styles['holder']}>
        <Holder row={row} />
      </td>
      <td className={styles['wide']}>
        <Why row={row} />
      </td>
      <td className={styles['money']} data-head={t('queue.capital')}>
        <Money amount={row.atRisk} short />
      </td>
      <td className={styles['opinion']}>
        <span />
      </td>
    </tr>
  );
}

function BandHead({ group, table }: { group: BandRows; table: QueueTableProps }): ReactNode {
  const { t } = useWords();
  const sum = table.bands.find(({ band }) => band === group.band);
  const width = table.selection === undefined ? 3 : 4;
  return (
    <tr className={styles['band']}>
      <th scope="rowgroup" colSpan={width}>
        <b>{t(`band.${group.band}`)}</b>{' '}
        <span>{t('queue.cases', { n: sum?.count ?? group.rows.length })}</span>
      </th>
      <td className={styles['wide']} />
      <td className={styles['money']}>{sum === undefined ? null : <Money amount={sum.atRisk} short />}</td>
      <td className={styles['opinion']} />
    </tr>
  );
}

/** The cases of the queue under their bands of urgency. */
export function QueueTable(props: QueueTableProps): ReactNode {
  const { groups, selection, chooseAll } = props;
  const { t } = useWords();
  const [dense] = useDensity();
  const rows = groups.flatMap((group) => group.rows);
  const all = selection !== undefined && rows.every(({ id }) => selection.chosen.has(id));
  const some = selection !== undefined && rows.some(({ id }) => selection.chosen.has(id));
  return (
    <div className={styles['table']} data-dense={dense}>
      <table>
        <caption className="vh">{t('queue.caption')}</caption>
        <thead>
          <tr>
            {selection === undefined ? null : (
              <SelectAll all={all} some={some} toggle={() => chooseAll(!all)} />
            )}
            <th scope="col" className={styles['due']}>
              {t('queue.due')}
            </th>
            <th scope="col">{t('queue.project')}</th>
            <th scope="col" className={styles['holder']}>
              {t('queue.holder')}
            </th>
            <th scope="col" className={styles['wide']}>
              {t('queue.why')}
            </th>
            <th scope="col" className={styles['money']}>
              {t('queue.capital')}
            </th>
            <th scope="col" className={styles['opinion']}>
              {t('queue.opinion')}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.band}>
            <BandHead group={group} table={props} />
            {group.rows.map((row) => (
              <QueueRowLine key={row.id} row={row} table={props} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
