import type { ReactNode } from 'react';
import type { DeadlineView } from '#functions/api/case-view.ts';
import { useWords } from '../../app/words.ts';
import styles from './deadline-days.module.css';

/** How the present deadline is counted: in words, then day by day, with the calendar that says which days count. */
export function DeadlineDays({ deadline }: { deadline: DeadlineView }): ReactNode {
  const { t, say, weekday, shortDay } = useWords();
  return (
    <details className={`${styles['count']} kt-opens noprint`}>
      <summary>{t('case.howCounted')}</summary>
      <p>{say(deadline.explained)}.</p>
      <ol>
        {deadline.days.map(({ date, number, reason }) => (
          <li key={date} data-counts={number !== null}>
            <span className="num">{shortDay(date)}</span>
            <span>{weekday(date)}</span>
            <b>
              {number === null ? (reason === null ? '' : say(reason)) : t('case.countedDay', { n: number })}
            </b>
          </li>
        ))}
      </ol>
      <p className="kt-meta">{t('case.calendarVersion', { version: deadline.calendarVersion })}</p>
    </details>
  );
}
