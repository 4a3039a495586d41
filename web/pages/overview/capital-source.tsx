import type { ReactNode } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import styles from './capital-source.module.css';

type Capital = NonNullable<Answer<'getOverview'>['capital']>;

const FIGURES = ['planned', 'disbursed', 'idle'] as const;

/** What the figures of the year add up from: each group leads to its projects. */
function Sums({ capital }: { capital: Capital }): ReactNode {
  const { t, named } = useWords();
  return (
    <table>
      <caption>{t('overview.how.sums', { year: String(capital.planYear) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('capital.group')}</th>
          {FIGURES.map((figure) => (
            <th key={figure} scope="col">
              {t(`capital.col.${figure}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {capital.groups.map((each) => (
          <tr key={each.group}>
            <th scope="row">
              <Go href={`/capital?tab=projects&group=${each.group}`}>{named('group', each.group)}</Go>
            </th>
            {FIGURES.map((figure) => (
              <td key={figure}>
                <Money amount={each[figure]} short />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('overview.how.total')}</th>
          {FIGURES.map((figure) => (
            <td key={figure}>
              <Money amount={capital[figure]} short />
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** How much has to flow on a working day, and how much did: the division itself. */
function Pace({ capital }: { capital: Capital }): ReactNode {
  const { t, dong } = useWords();
  const { planYear, planned, disbursed, idle, pace } = capital;
  const { needed, soFar, workingDaysLeft, workingDaysGone } = pace;
  const toSpend = dong(Math.max(0, planned - disbursed - idle));
  return (
    <>
      {needed === null || workingDaysLeft === null ? null : (
        <p>{t('overview.how.needed', { amount: toSpend, n: workingDaysLeft, needed: dong(needed) })}</p>
      )}
      {soFar === null || workingDaysGone === null ? null : (
        <p>
          {t('overview.how.soFar', {
            amount: dong(disbursed),
            n: workingDaysGone,
            year: String(planYear),
            soFar: dong(soFar),
          })}
        </p>
      )}
    </>
  );
}

/** What makes the dates bind, with the source of the law; whether its text was read is said. */
function Basis({ capital }: { capital: Capital }): ReactNode {
  const { t, say, day } = useWords();
  return (
    <ul>
      {capital.dates.map(({ kind, on, basis }) =>
        basis === null ? null : (
          <li key={kind}>
            <b className="num">{day(on)}</b>: {say(basis.title)}
            <small>
              {basis.reference} · {t(basis.verified ? 'overview.how.read' : 'overview.how.unread')}
            </small>
          </li>
        ),
      )}
    </ul>
  );
}

/** Where the figures of the card come from, and how they are counted. */
export function CapitalSource({ capital }: { capital: Capital }): ReactNode {
  const { t } = useWords();
  return (
    <details className={`${styles['how']} kt-opens noprint`}>
      <summary>{t('overview.how')}</summary>
      <Sums capital={capital} />
      <Pace capital={capital} />
      <Basis capital={capital} />
    </details>
  );
}
