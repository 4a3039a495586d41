import type { ReactNode } from 'react';
import { NBSP } from '#domain/format.ts';
import { useAnswer } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useWords, type Words } from '../../app/words.ts';
import { CapitalBar } from '../../kit/capital-bar.tsx';
import { Card } from '../../kit/card.tsx';
import { Go } from '../../kit/go.tsx';
import { CapitalSource } from './capital-source.tsx';
import styles from './overview.module.css';

type Capital = NonNullable<Answer<'getOverview'>['capital']>;

function daysLeft({ t }: Words, days: number | null): string {
  if (days === null) return '';
  return days === 0 ? t('overview.daysOver') : t('overview.daysLeft', { n: days });
}

function Dates({ capital }: { capital: Capital }): ReactNode {
  const words = useWords();
  const { t, shortDay, day } = words;
  const { disbursementUntil, lastWorkingDay, dates } = capital;
  const postponed = lastWorkingDay !== null && lastWorkingDay !== disbursementUntil;
  return (
    <div>
      <h3>{t('overview.dates')}</h3>
      <ul className={styles['dates']}>
        {dates.map(({ kind, on, workingDaysLeft }) => (
          <li key={kind}>
            <time className="num" dateTime={on} title={day(on)}>
              {shortDay(on)}
            </time>
            <span>
              {t(`overview.date.${kind}`)}
              {kind === 'lastWorkingDay' && postponed ? (
                <small>{t('overview.legalEnd', { date: day(disbursementUntil) })}</small>
              ) : null}
            </span>
            <b>
              <Go className={styles['plain']} href={`/directory?view=calendar&year=${on.slice(0, 4)}`}>
                {daysLeft(words, workingDaysLeft)}
              </Go>
            </b>
          </li>
        ))}
      </ul>
      <small>{t('overview.daysNote')}</small>
    </div>
  );
}

function Pace({ capital }: { capital: Capital }): ReactNode {
  const { t, dong } = useWords();
  const { needed, soFar } = capital.pace;
  if (needed === null) return null;
  const text =
    soFar === null
      ? t('overview.paceNeeded', { needed: dong(needed) })
      : t('overview.pace', { needed: dong(needed), soFar: dong(soFar) });
  return <p className={styles['pace']}>{text}</p>;
}

/** Up to when the figures are, and how many of them stand in a public source: the projects say it. */
function Origin(): ReactNode {
  const { t } = useWords();
  const { data } = useAnswer(API.listProjectStandings, {}, { every: false });
  if (data === undefined || data.items.length === 0) return null;
  const sourced = data.items.filter(({ provenance }) => provenance.kind === 'source').length;
  return (
    <Go className={styles['quiet']} href="/?as=table#projects">
      {t('overview.sourced', { sourced, illustrative: data.items.length - sourced })}
    </Go>
  );
}

function useUpTo(): string | undefined {
  const { day } = useWords();
  const { data } = useAnswer(API.listProjectStandings, {}, { every: false });
  const last = data?.items
    .map(({ capitalAsOf }) => capitalAsOf)
    .toSorted()
    .at(-1);
  return last === undefined ? undefined : day(last);
}

/** The plan of the year as it flows, the pace that it needs, and the dates that bind. */
export function CapitalCard({ capital }: { capital: Capital }): ReactNode {
  const { t, dong, exactDong, percent } = useWords();
  const date = useUpTo();
  const { planYear, planned, disbursed, idle } = capital;
  const [figure, ...unit] = dong(disbursed).split(NBSP);
  const values = { percent: percent(disbursed / Math.max(1, planned)), planned: dong(planned) };
  return (
    <Card title={t('overview.capital', { year: String(planYear) })} note={<Origin />}>
      <div className={styles['capital']}>
        <div>
          <p className={styles['headline']}>
            <b className="num" title={exactDong(disbursed)}>
              {figure}
            </b>{' '}
            {unit.join(NBSP)} {t('overview.disbursed')}
          </p>
          <p className="kt-meta">
            {date === undefined ? t('overview.ofUndated', values) : t('overview.of', { ...values, date })}
          </p>
          <CapitalBar
            parts={{ disbursed, idle, absorbable: Math.max(0, planned - disbursed - idle) }}
            lists={{
              disbursed: '/capital?tab=projects',
              absorbable: '/capital?tab=projects',
              idle: '/capital?tab=idle',
            }}
          />
          <Pace capital={capital} />
        </div>
        <Dates capital={capital} />
      </div>
      <CapitalSource capital={capital} />
    </Card>
  );
}
