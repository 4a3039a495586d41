import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LedgerEntry } from '#domain/ledger.ts';
import { useWords } from '../../app/words.ts';
import { Moment } from '../../kit/figures.tsx';
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

/** Ledger entries to the đồng: debit, credit, balance; append-only, so nothing here can be changed. */
export function EntriesTable({ caption, entries, debits, credits, nameOf, head }: EntriesProps): ReactNode {
  const { t, exactDong, count } = useWords();
  const right = styles['right'];
  const amount = (entry: LedgerEntry, side: LedgerEntry['side']) =>
    entry.side === side ? exactDong(entry.amount) : '';
  return (
    <div className={styles['scroll']}>
      <table className={styles['plain']}>
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
            <tr key={`${entry.projectId} ${entry.sequence}`}>
              <td className="num">{count(entry.sequence)}</td>
              <th scope="row">
                {nameOf(entry)}
                {entry.reversal ? ` (${t('ledger.reversed')})` : ''}
              </th>
              <td>
                <Moment at={entry.at} />
              </td>
              <td className={`${right} num`}>{amount(entry, 'debit')}</td>
              <td className={`${right} num`}>{amount(entry, 'credit')}</td>
              <td className={`${right} num`}>{exactDong(entry.balance)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('project.turnover')}
            </th>
            <td className={`${right} num`}>{exactDong(debits)}</td>
            <td className={`${right} num`}>{exactDong(credits)}</td>
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
