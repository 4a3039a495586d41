import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { Money } from '../../kit/figures.tsx';
import type { PlanShown } from './ask-plan.ts';
import styles from './planner.module.css';

type Forecast = PlanShown['forecasts'][number];

/** P10 to P90 as a bar, P50 as a mark, on the scale of what the owner declares. */
function Span({ forecast }: { forecast: Forecast }): ReactNode {
  const { p10, p50, p90, absorbable } = forecast;
  const at = (amount: number) => `${(100 * amount) / Math.max(1, absorbable)}%`;
  return (
    <svg className={styles['span']} aria-hidden="true" width="100%" height="14">
      <rect x="0" y="5" width="100%" height="4" rx="2" className={styles['scale']} />
      <rect x={at(p10)} y="2" width={at(p90 - p10)} height="10" rx="3" className={styles['to']} />
      <rect x={at(p50)} y="0" width="3" height="14" className={styles['middle']} />
    </svg>
  );
}

function Row({ forecast }: { forecast: Forecast }): ReactNode {
  const { t, say } = useWords();
  const { projectName, p10, p50, p90, confidence, reasons } = forecast;
  return (
    <li className={styles['forecast']}>
      <div className={styles['forecastHead']}>
        <strong>{say(projectName)}</strong>
        {confidence === 'thin' ? <span className={styles['thin']}>{t('planner.thin')}</span> : null}
      </div>
      <Span forecast={forecast} />
      <dl className={styles['quantiles']}>
        {(
          [
            ['P10', p10],
            ['P50', p50],
            ['P90', p90],
          ] as const
        ).map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Money amount={amount} short estimate />
            </dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>
          {t('planner.whyForecast')}
          <span className="vh">: {say(projectName)}</span>
        </summary>
        <ul className={styles['reasons']}>
          {reasons.map(({ code, text }) => (
            <li key={code}>{say(text)}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** How far the forecast can be trusted: what it would have said of months that are known by now. */
function Trial(): ReactNode {
  const { t, percent, month } = useWords();
  const { data } = useAnswer(API.getCalibration, {}, { every: false });
  if (data === undefined) return null;
  const { cut, monthsHeld, tried, tooThin, within, bias, illustrative } = data;
  if (cut === null || tried === 0) return <p className={styles['trialed']}>{t('planner.trialNone')}</p>;
  const off = bias === null ? null : percent(Math.abs(bias - 1));
  return (
    <div className={styles['trialed']}>
      <p>
        <strong>
          {t('planner.trialWithin', { within, n: tried, months: monthsHeld, from: month(cut) })}
        </strong>{' '}
        {t('planner.trialMeant')}
      </p>
      <p className="kt-meta">
        {off === null ? '' : `${t((bias ?? 1) > 1 ? 'planner.trialHigh' : 'planner.trialLow', { by: off })} `}
        {tooThin > 0 ? `${t('planner.trialThin', { n: tooThin })} ` : ''}
        {illustrative ? t('planner.trialIllustrative') : ''}
      </p>
    </div>
  );
}

/** What each project that could take can still spend by the day, and on what that rests. */
export function Forecasts({ plan }: { plan: PlanShown }): ReactNode {
  const { t, day } = useWords();
  if (plan.forecasts.length === 0) return null;
  return (
    <Card title={t('planner.forecasts', { day: day(plan.by) })} note={t('planner.forecastsNote')}>
      <Trial />
      <ul className={styles['forecastList']}>
        {plan.forecasts.map((forecast) => (
          <Row key={forecast.projectId} forecast={forecast} />
        ))}
      </ul>
    </Card>
  );
}
