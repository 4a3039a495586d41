import {
  type Icon,
  IconAlertOctagon,
  IconArrowsExchange,
  IconCircleCheck,
  IconCircleDot,
  IconClockHour4,
  IconCornerUpLeft,
  IconFlag,
  IconForbid2,
  IconMailX,
  IconPlayerPause,
  IconStairsUp,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { SOON_WORKING_DAYS } from '#domain/case-urgency.ts';
import type { Instant } from '#domain/time.ts';
import type { CaseSummary } from '#functions/api/views.ts';
import { useWords } from '../app/words.ts';
import styles from './badge.module.css';

/** What a colour says; the icon and the word say it first. */
export type Tone = 'overdue' | 'due' | 'review' | 'up' | 'done' | 'quiet';
export type Look = { readonly tone: Tone; readonly icon: Icon };

export type BadgeProps = Look & {
  readonly children: ReactNode;
  /** Filled: only what is overdue, so that it stands out without its hue. */
  readonly filled?: boolean;
  readonly title?: string;
};

/** Icon, word, colour: in this order of trust. */
export function Badge({ tone, icon: Icon, filled = false, title, children }: BadgeProps): ReactNode {
  return (
    <span className={styles['badge']} data-tone={tone} data-filled={filled} title={title}>
      <Icon aria-hidden size={15} stroke={1.9} />
      <span>{children}</span>
    </span>
  );
}

/** The look of each status of a case, also where it is no badge. */
export const CASE_LOOKS: Readonly<Record<string, Look>> = {
  reported: { tone: 'review', icon: IconFlag },
  inReview: { tone: 'review', icon: IconCircleDot },
  returned: { tone: 'due', icon: IconCornerUpLeft },
  escalated: { tone: 'up', icon: IconStairsUp },
  reallocating: { tone: 'review', icon: IconArrowsExchange },
  paused: { tone: 'quiet', icon: IconPlayerPause },
  cleared: { tone: 'done', icon: IconCircleCheck },
  reallocated: { tone: 'done', icon: IconCircleCheck },
  outOfScope: { tone: 'quiet', icon: IconForbid2 },
};
const MOVE_LOOKS: Readonly<Record<string, Look>> = {
  coolingOff: { tone: 'due', icon: IconClockHour4 },
  committed: { tone: 'done', icon: IconCircleCheck },
  rejected: { tone: 'quiet', icon: IconForbid2 },
  reversed: { tone: 'due', icon: IconCornerUpLeft },
};
const APPROVAL_LOOKS: Readonly<Record<string, Look>> = {
  open: { tone: 'review', icon: IconCircleDot },
  decided: { tone: 'done', icon: IconCircleCheck },
  expired: { tone: 'due', icon: IconClockHour4 },
  withdrawn: { tone: 'quiet', icon: IconForbid2 },
  undeliverable: { tone: 'overdue', icon: IconMailX },
};
const LOOKS = {
  caseStatus: CASE_LOOKS,
  moveStatus: MOVE_LOOKS,
  approvalStatus: APPROVAL_LOOKS,
} as const;
const OTHER: Look = { tone: 'review', icon: IconArrowsExchange };

/** A status of a case, a move or an approval in the domain's own word. */
export function StatusBadge({ of, status }: { of: keyof typeof LOOKS; status: string }): ReactNode {
  const { named } = useWords();
  return <Badge {...(LOOKS[of][status] ?? OTHER)}>{named(of, status)}</Badge>;
}

export type DueProps = {
  readonly of: Pick<CaseSummary, 'dueAt' | 'overdueWorkingDays' | 'workingDaysLeft'>;
  /** When it was read, by the server's clock. */
  readonly asOf: Instant;
};

/** How a deadline stands, in the working days by which the queue is ordered. */
export function DueBadge({ of, asOf }: DueProps): ReactNode {
  const { t, moment } = useWords();
  const { dueAt, overdueWorkingDays, workingDaysLeft } = of;
  if (dueAt === null) {
    return (
      <Badge tone="quiet" icon={IconPlayerPause}>
        {t('due.none')}
      </Badge>
    );
  }
  const title = moment(dueAt);
  if (overdueWorkingDays > 0 || dueAt < asOf) {
    return (
      <Badge tone="overdue" icon={IconAlertOctagon} filled title={title}>
        {overdueWorkingDays > 0 ? t('due.overdue', { n: overdueWorkingDays }) : t('due.past')}
      </Badge>
    );
  }
  if (workingDaysLeft !== null && workingDaysLeft <= SOON_WORKING_DAYS) {
    return (
      <Badge tone="due" icon={IconClockHour4} title={title}>
        {workingDaysLeft === 0 ? t('due.today') : t('due.left', { n: workingDaysLeft })}
      </Badge>
    );
  }
  return (
    <Badge tone="review" icon={IconCircleDot} title={title}>
      {t('due.inTime')}
    </Badge>
  );
}
