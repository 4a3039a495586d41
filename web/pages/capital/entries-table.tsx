import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LedgerEntry } from '#domain/ledger.ts';
import { useWords } from '../../app/words.ts';
import { Moment } from '../../kit/figures.tsx';
import rows from '../../kit/rows.module.css';
import styles from './capital.module.css';

export type EntriesProps = {
  readonly caption: string;
  readonly entries: readonly LedgerEntry[];
  readonly debits: number;
  readonly credits: number;
  /** What names a row: the move, in a project's statement; the project, in a move's. */
  readonly nameOf: (entry: LedgerEntry) => ReactNode;
  readonly head: string;
};

function EntryRow({ entry, name }: { entry: LedgerEntry; name: ReactNode }): ReactNode {
  const { t, exactDong, count } = useWords();
  const { side, amount, sequence, reversal, at, balance } = entry;
  const right = `${styles['right']} num`;
  return (
    <tr>
      <td className="num" data-head={t('ledger.col.number')}>
        {count(sequence)}
      </td>
      <th scope="row">
        {name}
        {reversal ? ` (${t('ledger.reversed')})` : ''}
      </th>
      <td data-head={t('ledger.col.at')}>
        <Moment at={at} />
      </td>
      <td className={right} data-head={t('ledger.col.debit')}>
        {side === 'debit' ? exactDong(amount) : ''}
      </td>
      <td className={right} data-head={t('ledger.col.credit')}>
        {side === 'credit' ? exactDong(amount) : ''}
      </td>
      <td className={right} data-head={t('ledger.col.balance')}>
        {exactDong(balance)}
      </td>
    </tr>
  );
}

/** Ledger entries to the đồng: debit, credit, balance; append-only, so nothing here can be changed. */
export function EntriesTable({ caption, entries, debits, credits, nameOf, head }: EntriesProps): ReactNode {
  const { t, exactDong } = useWords();
  const right = styles['right'];
  return (
    <div className={styles['scroll']}>
      <table className={`${styles['plain']} ${rows['rows']}`}>
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.col.number')}</th>
            <th scope="col">{head}</th>
            <th scope="col">{t('ledger.col.at')}</th>
            <th scope="col" className={right}>
              {t('ledger.col.debit')}
            </th>
            <th scope="col" className={right}>
              {t('ledger.col.credit')}
            </th>
            <th scope="col" className={right}>
              {t('ledger.col.balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={`${entry.projectId} ${entry.sequence}`} entry={entry} name={nameOf(entry)} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('project.turnover')}
            </th>
            <td className={`${right} num`} data-head={t('ledger.col.debit')}>
              {exactDong(debits)}
            </td>
            <td className={`${right} num`} data-head={t('ledger.col.credit')}>
              {exactDong(credits)}
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

export function ProjectLink({ id, name }: { id: string; name: string }): ReactNode {
  return (
    <Link to="/projects/$projectId" params={{ projectId: id }}>
      {name}
    </Link>
  );
}
