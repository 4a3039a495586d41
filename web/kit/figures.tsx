/** Money, dates and shares as the whole product shows them; the exact value is one hover, focus or long press away. */
import type { ReactNode } from 'react';
import { type Instant, localDateOf } from '#domain/time.ts';
import { useWords } from '../app/words.ts';

type MoneyProps = {
  readonly amount: number | null;
  /** Where a head says the unit: "6.800 tỷ". */
  readonly short?: boolean;
  /** What is expected, not counted: on paper too it is rounded, for to the đồng nobody knows it. */
  readonly estimate?: boolean;
};

/** An amount in đồng: "6.800 tỷ đồng", on paper to the đồng. Unknown amounts are words. */
export function Money({ amount, short = false, estimate = false }: MoneyProps): ReactNode {
  const { t, dong, shortDong, exactDong } = useWords();
  if (amount === null) return <span className="kt-meta">{t('money.unknown')}</span>;
  const rounded = short ? shortDong(amount) : dong(amount);
  const exact = exactDong(amount);
  return (
    <span className="num" title={exact}>
      {estimate ? rounded : <span className="kt-rounded">{rounded}</span>}
      {estimate ? null : <span className="kt-exact">{exact}</span>}
    </span>
  );
}

/** A day, "23/10/2024", with its time of day on hover; `short` inside a known year. */
export function DateText({ at, short = false }: { at: Instant; short?: boolean }): ReactNode {
  const { day, shortDay, moment } = useWords();
  const date = localDateOf(at);
  return (
    <time className="num" dateTime={at} title={moment(at)}>
      {short ? shortDay(date) : day(date)}
    </time>
  );
}

/** "08:15, 22/10/2024" */
export function Moment({ at }: { at: Instant }): ReactNode {
  const { moment } = useWords();
  return (
    <time className="num" dateTime={at}>
      {moment(at)}
    </time>
  );
}

export function WorkingDays({ days }: { days: number }): ReactNode {
  const { t } = useWords();
  return <span className="num">{t('days.working', { n: days })}</span>;
}

/** A ratio as "21,2%". */
export function Percent({ ratio }: { ratio: number }): ReactNode {
  const { percent } = useWords();
  return <span className="num">{percent(ratio)}</span>;
}

/** As of when the figures are; says so when a newer answer did not come. */
export function AsOf({ at, stale = false }: { at: Instant; stale?: boolean }): ReactNode {
  const { t, moment } = useWords();
  return <span className="kt-meta">{t(stale ? 'app.stale' : 'app.asOf', { at: moment(at) })}</span>;
}
