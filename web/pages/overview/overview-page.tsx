import { Button } from '@mantine/core';
import { IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Loaded } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { AsOf } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { Page } from '../../kit/page.tsx';
import { CapitalCard } from './capital-card.tsx';
import { CellsCard } from './cells-card.tsx';
import { ChangesCard } from './changes-card.tsx';
import { LadderCard } from './ladder-card.tsx';
import styles from './overview.module.css';
import { CategoriesCard, GroupsCard, UnitsCard } from './shares.tsx';
import { TodayCard } from './today-card.tsx';

type Overview = Answer<'getOverview'>;

function useFinding(overview: Overview | undefined): { title: string; intro: ReactNode } {
  const { t, say } = useWords();
  if (overview === undefined) return { title: t('nav.overview'), intro: undefined };
  const { cases, rungs, asOf } = overview;
  const { open, overdue, dueSoon } = cases;
  const title =
    open === 0
      ? t('overview.findingNone')
      : overdue === 0
        ? t('overview.findingInTime', { open })
        : t('overview.finding', { open, n: overdue });
  const [heaviest] = rungs
    .filter(({ cases: waiting }) => waiting > 0)
    .toSorted((one, other) => other.atRisk - one.atRisk);
  return {
    title,
    intro: (
      <>
        {overdue + dueSoon === 0 ? null : (
          <>
            <Go className={styles['quiet']} href="/queue?tab=attention">
              {t('overview.today', { n: overdue + dueSoon })}
            </Go>{' '}
          </>
        )}
        {heaviest === undefined ? null : (
          <>
            <Go className={styles['quiet']} href={`/queue?rung=${heaviest.rung}`}>
              {t('overview.heaviest', { rung: say(heaviest.name) })}
            </Go>{' '}
          </>
        )}
        <AsOf at={asOf} />
      </>
    ),
  };
}

function Actions(): ReactNode {
  const { t } = useWords();
  const { history } = useRouter();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter aria-hidden size={18} />}
        onClick={() => window.print()}
      >
        {t('overview.print')}
      </Button>
      <Button
        rightSection={<IconChevronRight aria-hidden size={18} />}
        onClick={() => history.push('/queue')}
      >
        {t('overview.openQueue')}
      </Button>
    </>
  );
}

/** Where capital is stuck, and who has to do what today. */
export function OverviewPage(): ReactNode {
  const { t } = useWords();
  const result = useAnswer(API.getOverview);
  const { title, intro } = useFinding(result.data);
  return (
    <Page
      title={title}
      intro={intro}
      actions={<Actions />}
      {...(result.data === undefined ? {} : { paper: { asOf: result.data.asOf } })}
    >
      <Loaded result={result} lines={16}>
        {(overview) => {
          const { cases } = overview;
          if (cases.open + cases.paused + cases.closed === 0)
            return <EmptyState text={t('overview.empty')} />;
          const { capital, asOf } = overview;
          return (
            <div className={styles['overview']}>
              <div data-place="today">
                <TodayCard overview={overview} />
              </div>
              {capital === null ? null : (
                <div data-place="capital">
                  <CapitalCard capital={capital} />
                </div>
              )}
              <div data-place="ladder">
                <LadderCard rungs={overview.rungs} asOf={asOf} />
              </div>
              <div data-place="cells">
                <CellsCard />
              </div>
              {capital === null ? null : (
                <div data-place="share">
                  <GroupsCard capital={capital} />
                </div>
              )}
              <div data-place="share">
                <CategoriesCard categories={overview.categories} asOf={asOf} />
              </div>
              <div data-place="share">
                <UnitsCard units={overview.units} asOf={asOf} />
              </div>
              <div data-place="changes">
                <ChangesCard changes={overview.changes} asOf={asOf} />
              </div>
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}
