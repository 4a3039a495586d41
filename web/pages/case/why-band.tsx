import {
  IconAlertOctagon,
  IconCircleCheck,
  IconCircleDot,
  IconForbid2,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CaseSummary } from '#functions/api/views.ts';
import { useWords } from '../../app/words.ts';
import { withCodes } from '../../kit/code.tsx';
import styles from './why-band.module.css';

const LOOKS = {
  overdue: IconAlertOctagon,
  review: IconCircleDot,
  done: IconCircleCheck,
  quiet: IconPlayerPause,
  closed: IconForbid2,
} as const;
type BandLook = keyof typeof LOOKS;

/** How urgent it is: the band says it by icon and words, the colour only repeats it. */
function lookOf({ status, overdueWorkingDays, dueAt }: CaseSummary, asOf: string): BandLook {
  if (status === 'cleared' || status === 'reallocated') return 'done';
  if (status === 'paused') return 'quiet';
  if (status === 'outOfScope') return 'closed';
  return overdueWorkingDays > 0 || (dueAt !== null && dueAt < asOf) ? 'overdue' : 'review';
}

export type WhyBandProps = {
  readonly summary: CaseSummary;
  /** When it was read, by the server's clock. */
  readonly asOf: string;
  /** More about it, below the sentence. */
  readonly children?: ReactNode;
};

/** Why the case stands where it stands, and what happens by itself next. */
export function WhyBand({ summary, asOf, children }: WhyBandProps): ReactNode {
  const { t, say, moment } = useWords();
  const look = lookOf(summary, asOf);
  const Icon = LOOKS[look];
  const [first = '', ...rest] = say(summary.why).split(/(?<=\.) (?=\p{Lu})/u);
  const closed = look === 'done' || look === 'closed';
  const { next } = summary;
  return (
    <section className={styles['band']} data-look={look} aria-label={first}>
      <Icon aria-hidden size={26} stroke={1.8} />
      <div className={styles['why']}>
        <p className={styles['first']}>{withCodes(first)}</p>
        {rest.length === 0 ? null : <p>{withCodes(rest.join(' '))}</p>}
        {children}
      </div>
      <div className={styles['next']}>
        {next === null ? (
          <span>{t(closed ? 'case.nextClosed' : 'case.nextNone')}</span>
        ) : (
          <>
            <span>{t('case.nextLabel')}</span>
            <b>{t('case.nextAt', { at: moment(next.at), act: t(`case.act.${next.act}`) })}</b>
          </>
        )}
      </div>
    </section>
  );
}
