import type { ReactNode } from 'react';
import type { Wishes } from '#domain/plan.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { Money } from '../../kit/figures.tsx';
import type { Planned, PlanShown } from './ask-plan.ts';
import { Flows } from './flows.tsx';
import { type Change, Lines } from './lines.tsx';
import styles from './planner.module.css';

function Step({ label, before, after }: { label: string; before: ReactNode; after: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <div className={styles['step']}>
      <dt>{label}</dt>
      <dd>
        <span>
          <span className="vh">{t('planner.before')} </span>
          {before}
        </span>
        <span aria-hidden="true"> → </span>
        <strong>
          <span className="vh">{t('planner.after')} </span>
          {after}
        </strong>
      </dd>
    </div>
  );
}

/** How sure the plan is: its gap to the best, its time, and what the simple order would bring. */
function Quality({ result }: { result: Planned }): ReactNode {
  const { t, percent, dong, tenths } = useWords();
  const { status, gap, wantedGap, seconds, timeLimit, greedyExpected } = result.quality;
  const words = { seconds: tenths(seconds), limit: tenths(timeLimit) };
  return (
    <p className="kt-meta">
      {gap === null
        ? t('planner.quality.greedy', words)
        : t(`planner.quality.${status === 'greedy' ? 'optimal' : status}`, {
            ...words,
            gap: percent(gap),
            wanted: percent(wantedGap),
          })}{' '}
      {t('planner.quality.simple', { amount: dong(greedyExpected) })}
    </p>
  );
}

function Figures({ plan, result }: { plan: PlanShown; result: Planned }): ReactNode {
  const { t, day, dong } = useWords();
  const { moved, expected, risk, donors, recipients, units } = result;
  return (
    <Card title={t('planner.finding', { moved: dong(moved), expected: dong(expected), day: day(plan.by) })}>
      <dl className={styles['steps']}>
        <Step
          label={t('planner.idle')}
          before={<Money amount={plan.idle} short />}
          after={<Money amount={plan.idle - moved} short />}
        />
        <Step
          label={t('planner.spent')}
          before={<Money amount={0} short estimate />}
          after={<Money amount={expected} short estimate />}
        />
        <Step
          label={t('planner.lineCount')}
          before="0"
          after={t('planner.lineSplit', { out: donors.length, in: recipients.length })}
        />
        <Step label={t('planner.unitCount')} before="0" after={String(units)} />
      </dl>
      <p>{t('planner.risk', { p10: dong(risk.p10), p50: dong(risk.p50), p90: dong(risk.p90) })}</p>
      <Quality result={result} />
    </Card>
  );
}

type ResultProps = {
  readonly plan: PlanShown;
  readonly wishes: Wishes;
  readonly onChange: Change | undefined;
};

/** What a plan brings, from whom to whom, and why of each line; or why there is none. */
export function Result({ plan, wishes, onChange }: ResultProps): ReactNode {
  const { t, say } = useWords();
  const { result } = plan;
  if (result.type === 'nothing') return <Card title={t('planner.nothing')}>{say(result.text)}</Card>;
  if (result.type === 'infeasible') {
    return (
      <Card title={t('planner.infeasible')}>
        <ul className={styles['clashes']}>
          {result.clashes.map(({ code, text, source }) => (
            <li key={`${code} ${text.en}`}>
              <strong>{say(text)}</strong>
              {source === undefined ? null : (
                <span className="kt-meta">
                  {say(source.title)} · {source.reference} ·{' '}
                  {t(source.verified ? 'planner.read' : 'planner.unread')}
                </span>
              )}
            </li>
          ))}
        </ul>
        <p>{t('planner.infeasibleHelp')}</p>
      </Card>
    );
  }
  return (
    <>
      <Figures plan={plan} result={result} />
      <Card title={t('planner.lines')}>
        <Flows plan={result} />
        <div className={styles['tables']}>
          <Lines side="fixedDonors" lines={result.donors} wishes={wishes} onChange={onChange} />
          <Lines side="fixedRecipients" lines={result.recipients} wishes={wishes} onChange={onChange} />
        </div>
        <p>{t('planner.proof', { out: result.donors.length, in: result.recipients.length })}</p>
      </Card>
    </>
  );
}
