import type { ReactNode } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { DueBadge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import { Money } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import styles from './overview.module.css';

/** Exactly the cases that are counted as what cannot wait. */
export const URGENT = '/queue?tab=open&band=overdue,dueSoon';

/** At most five cases that cannot wait, the most urgent first. */
export function TodayCard({ overview }: { overview: Answer<'getOverview'> }): ReactNode {
  const { t, say } = useWords();
  const { today, cases, asOf } = overview;
  const all = cases.overdue + cases.dueSoon;
  return (
    <Card title={t('overview.todayTitle')}>
      {today.length === 0 ? <p>{t('overview.todayNone')}</p> : null}
      <ul className={styles['today']}>
        {today.map((summary) => (
          <li key={summary.id}>
            <div>
              <DueBadge of={summary} asOf={asOf} />
              <b>
                <Money amount={summary.atRisk} short />
              </b>
            </div>
            <Go className={`${styles['plain']} ${styles['title']}`} href={`/cases/${summary.id}`}>
              {say(summary.projectName)}
            </Go>
            {summary.holderName === null ? null : <small>{say(summary.holderName)}</small>}
          </li>
        ))}
      </ul>
      {all > today.length ? (
        <p className={styles['all']}>
          <Go href={URGENT}>{t('overview.todayAll', { n: all })}</Go>
        </p>
      ) : null}
    </Card>
  );
}
