import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isOver } from '#domain/case-statuses.ts';
import type { Instant } from '#domain/time.ts';
import type { CaseSummary } from '#functions/api/views.ts';
import { useWords } from '../../app/words.ts';
import { DueBadge, StatusBadge } from '../../kit/badge.tsx';
import { LadderPips } from '../../kit/ladder-pips.tsx';
import styles from './case-brief.module.css';
import { WhyBand } from './why-band.tsx';

/** Status, deadline and rung of a case, as badges. */
export function CaseBadges({ summary, asOf }: { summary: CaseSummary; asOf: Instant }): ReactNode {
  const { status, rung, dueAt, overdueWorkingDays } = summary;
  const waits = !isOver(status);
  return (
    <span className={styles['badges']}>
      {waits && dueAt !== null ? <DueBadge of={summary} asOf={asOf} /> : null}
      <StatusBadge of="caseStatus" status={status} />
      {rung === null || !waits ? null : <LadderPips rung={rung} late={overdueWorkingDays > 0} />}
    </span>
  );
}

export type CaseBriefProps = {
  readonly summary: CaseSummary;
  readonly asOf: Instant;
  /** Acts, facts: what the place where it is shown adds. */
  readonly children?: ReactNode;
};

/**
 * The first screen of a case, wherever it is looked at: the same words on its page and beside a list.
 * @public
 */
export function CaseBrief({ summary, asOf, children }: CaseBriefProps): ReactNode {
  const { say, named } = useWords();
  return (
    <article className={styles['brief']} aria-label={say(summary.projectName)}>
      <header>
        <small>{summary.id}</small>
        <h2>
          <Link to="/cases/$caseId" params={{ caseId: summary.id }}>
            {say(summary.projectName)}
          </Link>
        </h2>
        <CaseBadges summary={summary} asOf={asOf} />
        <p className="kt-meta">{named('category', summary.category)}</p>
      </header>
      <WhyBand summary={summary} asOf={asOf} />
      {children}
    </article>
  );
}
