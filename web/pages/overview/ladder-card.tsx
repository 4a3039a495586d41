import type { ReactNode } from 'react';
import type { Instant } from '#domain/time.ts';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { Money } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { FromCases } from './from-cases.tsx';
import styles from './overview.module.css';

type Rung = Answer<'getOverview'>['rungs'][number];

/** With the bands of the queue that each counts. */
const PARTS = [
  { name: 'inTime', word: 'overview.inTime', bands: 'later,notDue' },
  { name: 'dueSoon', word: 'overview.dueSoon', bands: 'dueSoon' },
  { name: 'overdue', word: 'overview.overdue', bands: 'overdue' },
] as const;

function Legend(): ReactNode {
  const { t } = useWords();
  return (
    <span className={styles['legend']}>
      {PARTS.map(({ name, word }) => (
        <span key={name}>
          <i data-part={name} aria-hidden="true" /> {t(word)}
        </span>
      ))}
    </span>
  );
}

function RungRow({ rung, most }: { rung: Rung; most: number }): ReactNode {
  const { t, say, count } = useWords();
  const { cases, atRisk, waitedWorkingDays, oldest } = rung;
  const list = `/queue?rung=${rung.rung}`;
  return (
    <tr>
      <th scope="row">
        <span className={styles['rung']}>
          <span className={`${styles['no']} num`}>{rung.rung}</span>
          <Go className={styles['plain']} href={list}>
            {say(rung.name)}
          </Go>
        </span>
      </th>
      <td className={styles['time']}>
        <span className={`${styles['stack']} kt-bar`} style={{ width: `${(cases / most) * 100}%` }}>
          {PARTS.filter(({ name }) => rung[name] > 0).map(({ name, word, bands }) => (
            <Go
              key={name}
              className={styles['part']}
              href={`${list}&band=${bands}`}
              aria-label={`${t(word)}: ${count(rung[name])}, ${say(rung.name)}`}
              data-part={name}
              style={{ flexGrow: rung[name] }}
            >
              {count(rung[name])}
            </Go>
          ))}
        </span>
      </td>
      <td data-head={t('overview.ladder.cases')}>
        <Go className={styles['plain']} href={list}>
          <b className="num">{count(cases)}</b>
        </Go>
      </td>
      <td data-head={t('overview.ladder.capital')}>
        {cases === 0 ? (
          <span className="num">0</span>
        ) : (
          <Go className={styles['plain']} href={list}>
            <Money amount={atRisk} short />
          </Go>
        )}
      </td>
      <td data-head={t('overview.ladder.longest')}>
        {waitedWorkingDays === null || oldest === null ? null : (
          <Go className={styles['plain']} href={`/cases/${oldest}`}>
            {t('overview.daysLeft', { n: waitedWorkingDays })}
          </Go>
        )}
      </td>
    </tr>
  );
}

/** The ladder from the top down: how many cases wait on each rung, how much time they have, what is at stake. */
export function LadderCard({ rungs, asOf }: { rungs: readonly Rung[]; asOf: Instant }): ReactNode {
  const { t } = useWords();
  const most = Math.max(1, ...rungs.map(({ cases }) => cases));
  return (
    <Card
      title={t('overview.ladder')}
      note={
        <>
          <Legend />
          <FromCases at={asOf} />
        </>
      }
    >
      <table className={styles['ladder']}>
        <thead>
          <tr>
            <th scope="col">{t('overview.ladder.waiting')}</th>
            <th scope="col">
              <span className="vh">{t('overview.ladder.time')}</span>
            </th>
            <th scope="col">{t('overview.ladder.cases')}</th>
            <th scope="col">{t('overview.ladder.capital')}</th>
            <th scope="col">{t('overview.ladder.longest')}</th>
          </tr>
        </thead>
        <tbody>
          {rungs.map((rung) => (
            <RungRow key={rung.rung} rung={rung} most={most} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}
