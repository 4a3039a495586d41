import { IconArrowsExchange, IconCircleCheck } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Loaded } from '../../kit/card.tsx';
import { AsOf, Money } from '../../kit/figures.tsx';
import { Page } from '../../kit/page.tsx';
import { PrintButton } from '../../kit/print-button.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import styles from './capital.module.css';
import { FlowsCard } from './flows-card.tsx';
import { LedgerMoves, MovesList } from './moves-list.tsx';
import { AbsorbingProjects, GroupProjects, IdleProjects } from './project-lists.tsx';
import { ToDraft } from './to-draft.tsx';

const route = getRouteApi('/capital');
const TABS = ['moves', 'idle', 'absorbing', 'projects', 'ledger'] as const;
type Tab = (typeof TABS)[number];

type TotalsProps = { readonly capital: Answer<'getCapital'>; readonly flows: Answer<'getFlows'> };

function Totals({ capital, flows }: TotalsProps): ReactNode {
  const { t, day } = useWords();
  return (
    <dl className={styles['totals']} aria-label={t('capital.totals')}>
      <div>
        <dt>
          <span className={styles['swatch']} data-of="idle" aria-hidden />
          {t('capital.total.idle')}
        </dt>
        <dd>
          <Money amount={capital.idle} short />
        </dd>
        <dd className="kt-meta">{t('capital.total.idleNote', { n: capital.idleProjects })}</dd>
      </div>
      <div>
        <dt>
          <span className={styles['swatch']} data-of="headroom" aria-hidden />
          {t('capital.total.headroom')}
        </dt>
        <dd>
          <Money amount={capital.headroom} short />
        </dd>
        <dd className="kt-meta">{t('capital.total.headroomNote', { n: capital.absorbingProjects })}</dd>
      </div>
      <div>
        <dt>
          <IconArrowsExchange aria-hidden size={17} stroke={1.9} />
          {t('capital.total.underway')}
        </dt>
        <dd>
          <Money amount={flows.underway.amount} short />
        </dd>
        <dd className="kt-meta">{t('capital.total.moves', { n: flows.underway.moves })}</dd>
      </div>
      <div>
        <dt>
          <IconCircleCheck aria-hidden size={17} stroke={1.9} />
          {t('capital.total.committed')}
        </dt>
        <dd>
          <Money amount={flows.committed.amount} short />
        </dd>
        <dd className="kt-meta">
          {flows.committed.moves > 0
            ? t('capital.total.moves', { n: flows.committed.moves })
            : t('capital.total.deadline', { date: day(capital.adjustmentUntil) })}
        </dd>
      </div>
    </dl>
  );
}

function Part({ tab, idleProjects }: { tab: Tab; idleProjects: number }): ReactNode {
  switch (tab) {
    case 'idle':
      return <IdleProjects />;
    case 'absorbing':
      return <AbsorbingProjects />;
    case 'projects':
      return <GroupProjects />;
    case 'ledger':
      return <LedgerMoves />;
    case 'moves':
      return <MovesList idleProjects={idleProjects} />;
  }
}

/** What capital lies idle, where it can go, and how far it has come. */
export function CapitalPage(): ReactNode {
  const { t, dong } = useWords();
  const { mayAsk } = useSession();
  const { tab = 'moves', as } = route.useSearch();
  const capital = useAnswer(API.getCapital);
  const flows = useAnswer(API.getFlows);
  const found = capital.data;
  const title =
    found === undefined
      ? t('capital.nav')
      : t('capital.finding', { idle: dong(found.idle), placed: dong(found.reserved) });
  return (
    <Page
      title={title}
      intro={t('capital.intro')}
      actions={
        <>
          <PrintButton>{t('capital.print')}</PrintButton>
          {mayAsk(API.draftMove) ? <ToDraft search={{}}>{t('capital.draft')}</ToDraft> : null}
        </>
      }
    >
      <Loaded whole result={capital} lines={3}>
        {(year) => (
          <Loaded result={flows} lines={14}>
            {(picture) => (
              <>
                <Totals capital={year} flows={picture} />
                <FlowsCard flows={picture} asTable={as === 'table'} />
                <Tabs
                  label={t('capital.tabs')}
                  current={tab}
                  tabs={TABS.map((key) => ({
                    key,
                    label: t(`capital.tab.${key}`),
                    link: { to: '/capital', search: { tab: key } },
                  }))}
                />
                <Part tab={tab} idleProjects={year.idleProjects} />
                <AsOf at={year.asOf} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
