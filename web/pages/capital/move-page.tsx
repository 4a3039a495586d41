import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { Card, Loaded } from '../../kit/card.tsx';
import { ChainVerdict } from '../../kit/chain-verdict.tsx';
import { AsOf, Moment } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { LoadedPage } from '../../kit/loaded-page.tsx';
import { Page } from '../../kit/page.tsx';
import { PrintButton } from '../../kit/print-button.tsx';
import { MovePapers } from '../publication/move-papers.tsx';
import { Approvals } from './approvals.tsx';
import styles from './capital.module.css';
import { EntriesTable, ProjectLink } from './entries-table.tsx';
import { sumOf } from './legal-path.ts';
import { MoveActs } from './move-acts.tsx';
import { LinesCard, Recipients } from './move-lines.tsx';
import pathStyles from './move-path.module.css';
import { MovePath } from './move-path.tsx';
import { SignedFiles } from './signed-files.tsx';
import { StandingBand } from './standing.tsx';

const route = getRouteApi('/moves/$moveId');
type View = Answer<'getMove'>;

function Problems({ problems }: { problems: View['problems'] }): ReactNode {
  const { t, say } = useWords();
  if (problems.length === 0) return null;
  return (
    <div className={styles['problems']}>
      <p>
        <strong>{t('move.problems')}</strong>
      </p>
      <ul>
        {problems.map(({ path, code, message }) => (
          <li key={`${path} ${code}`}>{say(message)}</li>
        ))}
      </ul>
    </div>
  );
}

function Facts({ view: { move } }: { view: View }): ReactNode {
  const { t, say } = useWords();
  return (
    <dl className={styles['facts']}>
      <dt>{t('move.reason')}</dt>
      <dd>{say(move.words.reason)}</dd>
      <dt>{t('move.draftedAt')}</dt>
      <dd>
        <Moment at={move.draftedAt} />
      </dd>
      {move.caseId === undefined ? null : (
        <>
          <dt>{t('move.case')}</dt>
          <dd>
            <Go href={`/cases/${move.caseId}`}>{t('move.caseName', { id: move.caseId })}</Go>
          </dd>
        </>
      )}
      <dt>{t('move.rules')}</dt>
      <dd>{move.rulesVersion}</dd>
    </dl>
  );
}

/** The entries of the move, once it is in the ledger: debits equal credits, to the đồng. */
function Statement({ view: { move } }: { view: View }): ReactNode {
  const { t, say } = useWords();
  const result = useAnswer(API.getMoveStatement, { params: { moveId: move.id } });
  const names = new Map(
    [...move.donors, ...move.recipients].map(({ projectId, projectName }) => [projectId, say(projectName)]),
  );
  return (
    <Card
      title={<span id="statement">{t('move.statement')}</span>}
      note={<PrintButton>{t('project.statement.print')}</PrintButton>}
    >
      <Loaded result={result} lines={5}>
        {({ entries, debits, credits }) => (
          <EntriesTable
            caption={t('move.statement.printHead', { id: move.id })}
            entries={entries}
            debits={debits}
            credits={credits}
            head={t('capital.col.project')}
            nameOf={({ projectId }) => (
              <ProjectLink id={projectId} name={names.get(projectId) ?? projectId} />
            )}
          />
        )}
      </Loaded>
    </Card>
  );
}

/** What is signed outside: as long as the move is on its way. */
function Papers({ move }: { move: View['move'] }): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  if (!mayAsk(API.getMovePaper)) return null;
  return (
    <div className="noprint">
      <Card title={t('publication.papers')}>
        <MovePapers moveId={move.id} />
      </Card>
    </div>
  );
}

function Back({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  return (
    <p className="noprint">
      <Link to="/capital">{t('move.act.back')}</Link> <span aria-hidden="true">›</span>{' '}
      <span className="num kt-code">{id}</span>
    </p>
  );
}

function Body({ view }: { view: View }): ReactNode {
  const { t, dong } = useWords();
  const { move } = view;
  const posted = move.status === 'committed' || move.status === 'reversed';
  return (
    <Page
      title={t('move.finding', {
        amount: dong(sumOf(move.donors)),
        donors: move.donors.length,
        recipients: move.recipients.length,
      })}
      above={<Back id={move.id} />}
      paper={{ code: move.id, asOf: view.asOf }}
      actions={<MoveActs view={view} />}
    >
      <Card title={t('path.label')} note={<StatusBadge of="moveStatus" status={move.status} />}>
        <div className={pathStyles['whole']}>
          <MovePath move={move} />
          <StandingBand move={move} owners={view.owners} hours={view.coolingOffHours} />
        </div>
      </Card>
      <Problems problems={view.problems} />
      <Recipients view={view} />
      <LinesCard view={view} />
      <Papers move={move} />
      <SignedFiles moveId={move.id} />
      {posted ? <Statement view={view} /> : null}
      <Approvals view={view} />
      <Card title={t('move.receipts')} note={<ChainVerdict receipts={view.receipts} end={move.chain} />}>
        <Facts view={view} />
      </Card>
      <AsOf at={view.asOf} />
    </Page>
  );
}

/** One move: where it stands, exactly what it moves, who said what, and what can be done now. */
export function MovePage(): ReactNode {
  const { t } = useWords();
  const { moveId } = route.useParams();
  const result = useAnswer(API.getMove, { params: { moveId } });
  return (
    <LoadedPage result={result} title={t('capital.nav')} above={<Back id={moveId} />}>
      {(view) => <Body view={view} />}
    </LoadedPage>
  );
}
