import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer, usePages } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { CapitalBar } from '../../kit/capital-bar.tsx';
import { Card, Loaded } from '../../kit/card.tsx';
import { withCodes } from '../../kit/code.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Go } from '../../kit/go.tsx';
import { LoadedPage } from '../../kit/loaded-page.tsx';
import { Page } from '../../kit/page.tsx';
import { PrintButton } from '../../kit/print-button.tsx';
import { SourceTag } from '../../kit/source-tag.tsx';
import styles from './capital.module.css';
import { EntriesTable } from './entries-table.tsx';
import { SpendingCard } from './spending-card.tsx';
import { ToDraft } from './to-draft.tsx';

const route = getRouteApi('/projects/$projectId');
type Project = Answer<'getProject'>;

function Figures({ project }: { project: Project }): ReactNode {
  const { t, exactDong, day } = useWords();
  const { capital, idle, headroom, reserved } = project;
  const { planYear, planned, disbursed, asOf, provenance } = capital;
  const rows = [
    ['project.planned', planned],
    ['project.disbursed', disbursed],
    ['project.absorbable', capital.absorbable],
    ['project.idle', idle],
    ['project.reservedOut', reserved.out],
    ['project.reservedIn', reserved.in],
    ['project.headroom', headroom],
  ] as const;
  return (
    <Card
      title={t('project.figures', { year: String(planYear) })}
      note={
        <>
          {t('project.figuresAt', { date: day(asOf) })} <SourceTag provenance={provenance} />
        </>
      }
    >
      {planned > 0 ? (
        <CapitalBar parts={{ disbursed, idle, absorbable: Math.max(0, planned - disbursed - idle) }} />
      ) : null}
      <table className={styles['plain']}>
        <caption className="vh">{t('project.figures', { year: String(planYear) })}</caption>
        <tbody>
          {rows.map(([key, amount]) => (
            <tr key={key}>
              <th scope="row">{t(key)}</th>
              <td className={`${styles['right']} num`}>{exactDong(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Statement({ projectId }: { projectId: Project['id'] }): ReactNode {
  const { t, exactDong } = useWords();
  const result = useAnswer(API.getProjectStatement, { params: { projectId } });
  return (
    <Card title={t('project.statement')} note={<PrintButton>{t('project.statement.print')}</PrintButton>}>
      <Loaded result={result} lines={5}>
        {({ entries, opening, closing, debits, credits, intact }) => (
          <div className={styles['statement']}>
            <dl className={styles['facts']}>
              <dt>{t('project.opening')}</dt>
              <dd className="num">{exactDong(opening)}</dd>
              <dt>{t('project.closing')}</dt>
              <dd className="num">{exactDong(closing)}</dd>
            </dl>
            {entries.length === 0 ? (
              <EmptyState text={t('project.noEntries')} />
            ) : (
              <EntriesTable
                caption={t('project.statement')}
                entries={entries}
                debits={debits}
                credits={credits}
                head={t('ledger.col.move')}
                nameOf={({ moveId }) => (
                  <Link to="/moves/$moveId" params={{ moveId }}>
                    {withCodes(t('ledger.move', { id: moveId }))}
                  </Link>
                )}
              />
            )}
            <p role={intact ? undefined : 'alert'}>{t(intact ? 'project.intact' : 'project.broken')}</p>
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Cases({ projectId }: { projectId: Project['id'] }): ReactNode {
  const { t, say, named } = useWords();
  const { items, result } = usePages(API.listCases, { query: { project: projectId } });
  return (
    <Card title={t('project.cases')}>
      <Loaded result={result} lines={2}>
        {() =>
          items.length === 0 ? (
            <EmptyState text={t('project.noCases')} />
          ) : (
            <ul className={styles['list']}>
              {items.map(({ id, status, category, why }) => (
                <li key={id}>
                  <Go href={`/cases/${id}`}>
                    {t('project.case', { category: named('category', category), id })}
                  </Go>{' '}
                  <StatusBadge of="caseStatus" status={status} />
                  <p>{withCodes(say(why))}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

/** One project's capital: its three figures, what it spent by month, its cases, and every entry that changed its plan. */
export function ProjectPage(): ReactNode {
  const { t, say, named, dong } = useWords();
  const { mayAsk } = useSession();
  const { projectId } = route.useParams();
  const result = useAnswer(API.getProject, { params: { projectId } });
  const trail = (
    <p className="kt-meta">
      {mayAsk(API.getCapital) ? (
        <>
          <Link to="/capital">{t('capital.nav')}</Link> <span aria-hidden="true">›</span>{' '}
        </>
      ) : null}
      {withCodes(t('project.code', { code: projectId }))}
    </p>
  );
  return (
    <LoadedPage result={result} title={t('capital.nav')} above={trail}>
      {(project) => (
        <Page
          title={t(project.idle > 0 ? 'project.finding' : 'project.findingNone', {
            name: say(project.name),
            idle: dong(project.idle),
          })}
          above={trail}
          intro={named('group', project.group)}
          paper={{ code: t('project.code', { code: project.id }) }}
          actions={
            project.idleLeft > 0 && mayAsk(API.draftMove) ? (
              <ToDraft search={{ donor: project.id }}>{t('capital.draft')}</ToDraft>
            ) : undefined
          }
        >
          <Figures project={project} />
          {project.spending === undefined ? null : <SpendingCard spending={project.spending} />}
          {mayAsk(API.getProjectStatement) ? <Statement projectId={project.id} /> : null}
          <Cases projectId={project.id} />
        </Page>
      )}
    </LoadedPage>
  );
}
