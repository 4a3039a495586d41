import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CaseId } from '#domain/ids.ts';
import type { CaseView } from '#functions/api/case-view.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { Lost } from '../../app/lost.tsx';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { LoadedPage } from '../../kit/loaded-page.tsx';
import { Page } from '../../kit/page.tsx';
import { AsksCard } from './asks-card.tsx';
import { CaseActs } from './case-acts.tsx';
import { CaseBadges } from './case-brief.tsx';
import styles from './case-page.module.css';
import { DeadlineDays } from './deadline-days.tsx';
import { DecideCard } from './decide-card.tsx';
import { LogCard } from './log-card.tsx';
import { MachineCard } from './machine-card.tsx';
import { PathRow } from './path-row.tsx';
import { QuestionsCard } from './questions-card.tsx';
import { BlockerCard, CapitalCard, DocumentsCard } from './side.tsx';
import { Stairs } from './stairs.tsx';
import { WhyBand } from './why-band.tsx';

const route = getRouteApi('/cases/$caseId');

/** What only a status of its own has to say: why it stands still, who ended it, how long each rung took. */
function StatusNote({ view }: { view: CaseView }): ReactNode {
  const { t, say, day } = useWords();
  const { case: record, rungs, pausedWorkingDaysLeft } = view;
  const nameOf = (office: string): string => {
    const onLadder = rungs.find((rung) => rung.office === office)?.officeName;
    const known = onLadder ?? view.approvals.find((ask) => ask.office === office)?.officeName;
    return known == null ? t('case.someOffice') : say(known);
  };
  if (record.status === 'paused') {
    const review = day(record.reviewOn);
    return (
      <>
        {record.note === '' ? null : <p>{t('case.pausedNote', { note: record.note })}</p>}
        <p>
          {pausedWorkingDaysLeft === null
            ? t('case.pausedReviewOnly', { day: review })
            : t('case.pausedReview', { day: review, n: pausedWorkingDaysLeft })}
        </p>
      </>
    );
  }
  if (record.status === 'outOfScope') {
    return <p>{t('case.decidedBy', { office: nameOf(record.decidedBy), reason: record.reason })}</p>;
  }
  if (record.status !== 'cleared') return null;
  const { reportedBy } = record;
  const confirmer =
    record.confirmedBy === reportedBy ? say(view.blocker.reportedByName) : nameOf(record.confirmedBy);
  const list = rungs
    .flatMap(({ number, usedWorkingDays }) =>
      usedWorkingDays === null ? [] : [t('case.rungDays', { rung: number, n: usedWorkingDays })],
    )
    .join(', ');
  return (
    <>
      <p>{t('case.confirmedBy', { office: confirmer })}</p>
      <p>{t('case.daysPerRung', { list })}</p>
    </>
  );
}

/** Where the case stands in three words, and whose it is. */
function Intro({ view }: { view: CaseView }): ReactNode {
  const { t, say, named, dayOf } = useWords();
  const { summary, project, blocker, asOf, waitedWorkingDays } = view;
  return (
    <>
      <CaseBadges summary={summary} asOf={asOf} />
      <span className={styles['under']}>
        {project.units.map(({ name }) => say(name)).join(', ')} · {named('category', summary.category)}
        {' · '}
        {t('case.by', { day: dayOf(blocker.reportedAt), office: say(blocker.reportedByName) })}
        {waitedWorkingDays === null || waitedWorkingDays === 0
          ? ''
          : ` · ${t('case.waited', { n: waitedWorkingDays })}`}
      </span>
    </>
  );
}

/** The way back to the list that the case stands in. */
function Trail({ children }: { children?: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <p className={styles['trail']}>
      <Link to="/queue">{t('case.trail')}</Link>
      {children}
    </p>
  );
}

function Whole({ view }: { view: CaseView }): ReactNode {
  const { t, say } = useWords();
  const { summary, project, deadline, asOf } = view;
  const late = summary.overdueWorkingDays > 0 || (summary.dueAt !== null && summary.dueAt < asOf);
  const canAct = view.acts.some((act) => act !== 'recordDocument' && act !== 'decide');
  return (
    <Page
      title={say(project.name)}
      paper={{ code: view.case.id, asOf }}
      above={
        <Trail>
          {' '}
          <span aria-hidden="true">›</span> <span className="num kt-code">{view.case.id}</span>
        </Trail>
      }
      intro={<Intro view={view} />}
      actions={
        <>
          {canAct ? null : <span className="kt-meta">{t('case.readOnly')}</span>}
          <CaseActs view={view} />
        </>
      }
    >
      <div className={styles['paper']}>
        <WhyBand summary={summary} asOf={asOf}>
          <StatusNote view={view} />
          {deadline === null ? null : <DeadlineDays deadline={deadline} />}
        </WhyBand>
        <DecideCard view={view} />
        <Card title={t('where.title')} note={t('where.silence')}>
          <PathRow view={view} late={late} />
          <Stairs view={view} asOf={asOf} />
        </Card>
        <div className={styles['columns']}>
          <div className={styles['asks']}>
            <QuestionsCard view={view} />
            <AsksCard view={view} />
          </div>
          <div className={styles['side']}>
            <CapitalCard view={view} />
            <BlockerCard view={view} />
            <DocumentsCard view={view} />
          </div>
          <LogCard view={view} />
        </div>
      </div>
      <div className="noprint">
        <MachineCard caseId={view.case.id} />
      </div>
    </Page>
  );
}

/** One case whole. */
export function CasePage(): ReactNode {
  const { caseId } = route.useParams();
  const parsed = CaseId.safeParse(caseId);
  const params = parsed.success ? { caseId: parsed.data } : undefined;
  const result = useAnswer(API.getCase, params === undefined ? {} : { params }, {
    enabled: params !== undefined,
  });
  if (params === undefined) return <Lost />;
  return (
    <LoadedPage result={result} title={caseId} above={<Trail />}>
      {(view) => <Whole view={view} />}
    </LoadedPage>
  );
}
