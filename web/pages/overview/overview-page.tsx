import { Button } from '@mantine/core';
import { IconChevronRight, IconFlag } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Loaded } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { AsOf } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { Page } from '../../kit/page.tsx';
import { PrintButton } from '../../kit/print-button.tsx';
import { CapitalCard } from './capital-card.tsx';
import { CellsCard } from './cells-card.tsx';
import { ChangesCard } from './changes-card.tsx';
import { LadderCard } from './ladder-card.tsx';
import styles from './overview.module.css';
import { CategoriesCard, GroupsCard, UnitsCard } from './shares.tsx';
import { TodayCard, URGENT } from './today-card.tsx';

type Overview = Answer<'getOverview'>;

type Finding = { readonly title: string; readonly heading?: ReactNode; readonly intro: ReactNode };

function useFinding(overview: Overview | undefined): Finding {
  const { t, say, dong } = useWords();
  if (overview === undefined) return { title: t('nav.overview'), intro: undefined };
  const { cases, rungs, asOf } = overview;
  const { open, overdue, dueSoon } = cases;
  const [all, late] = [
    t('overview.findingOpen', { n: open }),
    overdue === 0 ? t('overview.findingInTime') : t('overview.findingOverdue', { n: overdue }),
  ];
  const [heaviest] = rungs
    .filter(({ cases: waiting }) => waiting > 0)
    .toSorted((one, other) => other.atRisk - one.atRisk);
  return {
    title: open === 0 ? t('overview.findingNone') : `${all}, ${late}`,
    heading:
      open === 0 ? undefined : (
        <>
          <Go className={styles['quiet']} href="/queue?tab=open">
            {all}
          </Go>
          ,{' '}
          {overdue === 0 ? (
            late
          ) : (
            <Go className={styles['quiet']} href="/queue?tab=overdue">
              {late}
            </Go>
          )}
        </>
      ),
    intro: (
      <>
        {overdue + dueSoon === 0 ? null : (
          <>
            <Go className={styles['quiet']} href={URGENT}>
              {t('overview.today', { n: overdue + dueSoon })}
            </Go>{' '}
          </>
        )}
        {heaviest === undefined ? null : (
          <>
            <Go className={styles['quiet']} href={`/queue?rung=${heaviest.rung}`}>
              {t('overview.heaviest', {
                rung: say(heaviest.name),
                n: heaviest.cases,
                atRisk: dong(heaviest.atRisk),
              })}
            </Go>{' '}
          </>
        )}
        <AsOf at={asOf} />
      </>
    ),
  };
}

/** The one act of the page: a district reports, everybody else goes to what waits. */
function Actions(): ReactNode {
  const { t } = useWords();
  const { may } = useSession();
  const { history } = useRouter();
  if (may('reporter')) {
    return (
      <>
        <Button variant="default" onClick={() => history.push('/queue')}>
          {t('overview.openQueue')}
        </Button>
        <Button leftSection={<IconFlag aria-hidden size={18} />} onClick={() => history.push('/report')}>
          {t('nav.report')}
        </Button>
      </>
    );
  }
  return (
    <>
      <PrintButton>{t('overview.print')}</PrintButton>
      <Button
        rightSection={<IconChevronRight aria-hidden size={18} />}
        onClick={() => history.push('/queue')}
      >
        {t('overview.openQueue')}
      </Button>
    </>
  );
}

/** The city's figures across the page; below them what each rung holds and why, beside what is to be done and what was; then where. */
function Cards({ overview }: { overview: Overview }): ReactNode {
  const { capital, asOf } = overview;
  return (
    <div className={styles['overview']}>
      {capital === null ? null : (
        <div data-place="capital">
          <CapitalCard capital={capital} />
        </div>
      )}
      <div data-place="cells" id="projects">
        <CellsCard />
      </div>
      <div className={styles['main']}>
        <div data-place="ladder">
          <LadderCard rungs={overview.rungs} asOf={asOf} />
        </div>
        {capital === null ? null : (
          <div data-place="share">
            <GroupsCard capital={capital} />
          </div>
        )}
        <div data-place="share">
          <CategoriesCard categories={overview.categories} asOf={asOf} />
        </div>
      </div>
      <div className={styles['side']}>
        <div data-place="today">
          <TodayCard overview={overview} />
        </div>
        <div data-place="changes">
          <ChangesCard changes={overview.changes} asOf={asOf} />
        </div>
      </div>
      <div data-place="share">
        <UnitsCard units={overview.units} asOf={asOf} />
      </div>
    </div>
  );
}

/** Where capital is stuck, and who has to do what today. */
export function OverviewPage(): ReactNode {
  const { t } = useWords();
  const result = useAnswer(API.getOverview);
  const { title, heading, intro } = useFinding(result.data);
  return (
    <Page
      title={title}
      heading={heading}
      intro={intro}
      actions={<Actions />}
      {...(result.data === undefined ? {} : { paper: { asOf: result.data.asOf } })}
    >
      <Loaded whole result={result} lines={16}>
        {(overview) => {
          const { cases } = overview;
          if (cases.open + cases.paused + cases.closed === 0)
            return <EmptyState text={t('overview.empty')} />;
          return <Cards overview={overview} />;
        }}
      </Loaded>
    </Page>
  );
}
