import { IconFlask } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { Wishes } from '#domain/plan.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Loaded } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Moment } from '../../kit/figures.tsx';
import { Page } from '../../kit/page.tsx';
import { type PlanShown, usePlan, useStale } from './ask-plan.ts';
import { DraftButton } from './draft.tsx';
import { Forecasts } from './forecasts.tsx';
import { Levers } from './levers.tsx';
import type { Change } from './lines.tsx';
import styles from './planner.module.css';
import { Result } from './result.tsx';
import { Scenarios } from './scenarios.tsx';
import { NO_WISHES, type PlannerSearch, plannerSearch } from './search.ts';

const planner = getRouteApi('/planner');

/** What the address of the page wishes; what is misspelt is not wished. */
function useWished(): PlannerSearch {
  const search: unknown = planner.useSearch();
  return useMemo(() => plannerSearch.parse(search), [search]);
}

/** Says that figures moved on since; the way on is to compute again. */
function Stale({ plan, onAgain }: { plan: PlanShown; onAgain: (() => void) | undefined }): ReactNode {
  const { t } = useWords();
  const stale = useStale(plan);
  if (!stale) return null;
  return (
    <p role="alert" className={styles['stale']}>
      {t('planner.stale')}{' '}
      {onAgain === undefined ? null : (
        <button type="button" onClick={onAgain}>
          {t('planner.again')}
        </button>
      )}
    </p>
  );
}

type FoundProps = {
  readonly plan: PlanShown;
  readonly search: PlannerSearch;
  readonly onChange: Change | undefined;
  readonly onAgain: (() => void) | undefined;
};

function Found({ plan, search, onChange, onAgain }: FoundProps): ReactNode {
  const { t } = useWords();
  const { wishes } = plan;
  return (
    <>
      <Stale plan={plan} onAgain={onAgain} />
      <div className={styles['made']}>
        <span className="kt-meta">
          <strong>{plan.name ?? t('planner.unnamed')}</strong> · {t('planner.made')}{' '}
          <Moment at={plan.madeAt} /> · {t('planner.rules', { version: plan.rulesVersion })} ·{' '}
          <span className={styles['code']}>{t('planner.code', { code: plan.id })}</span>
        </span>
        <DraftButton key={plan.id} plan={plan} />
      </div>
      <Result plan={plan} wishes={wishes} onChange={onChange} />
      <Scenarios plan={plan} wishes={wishes} beside={search.beside ?? []} />
      <Forecasts plan={plan} />
      <p className="kt-meta">{t('planner.assumptions')}</p>
    </>
  );
}

/** What if: where idle capital would best go under these wishes. Nothing here changes anything until it becomes a draft. */
export function PlannerPage(): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  const search = useWished();
  const navigate = planner.useNavigate();
  const may = mayAsk(API.planMoves);
  const wishes = search.wishes ?? NO_WISHES;
  const result = usePlan(wishes, search.scenario, may);
  const change = (next: Wishes): void => {
    const { beside } = search;
    void navigate({ search: { wishes: next, ...(beside === undefined ? {} : { beside }) } });
  };
  const again = (): void => {
    if (search.scenario === undefined) result.refetch().catch(() => undefined);
    else change(wishes);
  };
  return (
    <div className={styles['trial']}>
      <p className={styles['notice']}>
        <IconFlask aria-hidden size={18} stroke={1.9} /> {t('planner.trial')}
      </p>
      <Page
        title={t('planner.title')}
        intro={t('planner.intro')}
        {...(result.data === undefined ? {} : { paper: { asOf: result.data.asOf } })}
      >
        <div className={styles['board']}>
          {may ? <Levers wishes={wishes} onChange={change} /> : null}
          <div className={styles['found']}>
            {may || search.scenario !== undefined ? (
              <Loaded result={result} lines={12}>
                {({ plan }) => (
                  <Found
                    plan={plan}
                    search={search}
                    onChange={may ? change : undefined}
                    onAgain={may ? again : undefined}
                  />
                )}
              </Loaded>
            ) : (
              <EmptyState text={t('planner.readOnly')} />
            )}
          </div>
        </div>
      </Page>
    </div>
  );
}
