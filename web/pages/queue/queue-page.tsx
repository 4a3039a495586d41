import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CaseId } from '#domain/ids.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Loaded, Skeleton } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Go } from '../../kit/go.tsx';
import { MoreButton } from '../../kit/more-button.tsx';
import { Page } from '../../kit/page.tsx';
import { PrintButton } from '../../kit/print-button.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { ActDialog } from '../case/act-dialog.tsx';
import { groupedRows } from './bands.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ExportButton } from './export-button.tsx';
import { Peek } from './peek.tsx';
import styles from './queue.module.css';
import type { QueueOverview } from './queue-data.ts';
import { QueueFilters } from './queue-filters.tsx';
import { type QueueModel, useQueueModel } from './queue-model.ts';
import { QueueTable } from './queue-table.tsx';
import { isNarrowed, type PageSearch, type QueueTab, queueTabOf } from './search.ts';
import { ViewsMenu } from './views-menu.tsx';

const QUEUE_TABS = ['attention', 'overdue', 'open', 'paused', 'closed'] as const;
const ALL_TABS = ['all', 'open', 'paused', 'closed'] as const;
/** As many as the API takes in one command. */
const MOST_AT_ONCE = 100;
const SKELETON_LINES = 14;
const NO_BANDS: QueueOverview['bands'] = [];

type Where = { readonly to: '/queue' | '/cases'; readonly tabs: readonly QueueTab[]; readonly title: string };

function QueueTabs(props: {
  where: Where;
  search: PageSearch;
  overview: QueueOverview | undefined;
}): ReactNode {
  const { where, search, overview } = props;
  const { t, count } = useWords();
  const { peek: _, ...rest } = search;
  return (
    <Tabs
      label={t('queue.tabs')}
      current={search.tab}
      tabs={where.tabs.map((tab) => {
        const counted = overview?.tabs.find((each) => each.tab === tab)?.count;
        return {
          key: tab,
          label: t(`queue.tab.${tab}`),
          ...(counted === undefined ? {} : { count: count(counted) }),
          urgent: tab === 'overdue' && (counted ?? 0) > 0,
          link: { to: where.to, search: { ...rest, tab } },
        };
      })}
    />
  );
}

/** Nobody has to do anything now: says until when, and leads to what others are at. */
function NothingNeeded(): ReactNode {
  const { t, dayOf } = useWords();
  const earliest = useAnswer(API.getQueue, { query: { state: 'open', limit: 1 } });
  const [first] = earliest.data?.items ?? [];
  const dueAt = first?.dueAt ?? null;
  return (
    <EmptyState
      text={`${t('queue.noneNeeded')} ${dueAt === null ? '' : t('queue.nextDue', { day: dayOf(dueAt) })}`}
    >
      {first === undefined ? null : <Go href="/queue?tab=open">{t('queue.seeOpen')}</Go>}
    </EmptyState>
  );
}

/** Nothing to show: because of the filters, or because nothing needs anybody. */
function Nothing(props: { search: PageSearch; clear: () => void }): ReactNode {
  const { search, clear } = props;
  const { t } = useWords();
  if (isNarrowed(search)) {
    return (
      <EmptyState text={t('queue.noMatch')}>
        <Button variant="default" onClick={clear}>
          {t('list.clear')}
        </Button>
      </EmptyState>
    );
  }
  return search.tab === 'attention' ? <NothingNeeded /> : <EmptyState text={t('queue.none')} />;
}

/** Above the table: the views, then the filters or, while rows are chosen, what can be done with them. */
function Above({ model, where, search }: { model: QueueModel; where: Where; search: PageSearch }): ReactNode {
  const { t } = useWords();
  const { queue, picked, unitNames, leads } = model;
  return (
    <>
      <QueueTabs where={where} search={search} overview={queue.overview} />
      {picked.length > 0 ? (
        <BulkBar rows={picked} begin={model.setBulk} clear={() => model.choose([])} />
      ) : (
        <QueueFilters
          search={search}
          facets={queue.overview?.facets}
          unitNames={unitNames}
          set={model.set}
          clear={model.clear}
        />
      )}
      {leads ? null : <p className="kt-meta">{t('queue.readOnly')}</p>}
      {queue.changes === 0 ? null : (
        <div className={`${styles['news']} noprint`} role="status">
          <Button
            variant="default"
            leftSection={<IconRefresh aria-hidden size={18} />}
            onClick={() => {
              queue.list.refetch().catch(() => undefined);
            }}
          >
            {t('queue.changes', { n: queue.changes })}
          </Button>
        </div>
      )}
    </>
  );
}

function List({ model, search }: { model: QueueModel; search: PageSearch }): ReactNode {
  const { queue, leads, chosen, toggle, unitNames, current, looked } = model;
  const { rows, overview, asOf, list, counted } = queue;
  const bands = overview?.bands ?? NO_BANDS;
  if (!counted) return <Skeleton lines={SKELETON_LINES} />;
  return (
    <Loaded result={list} lines={SKELETON_LINES}>
      {() =>
        rows.length === 0 || asOf === undefined ? (
          <Nothing search={search} clear={model.clear} />
        ) : (
          <QueueTable
            groups={groupedRows(rows, asOf)}
            bands={bands}
            asOf={asOf}
            unitNames={unitNames}
            {...(leads ? { selection: { chosen, toggle } } : {})}
            chooseAll={(all) => model.choose(all ? rows.map(({ id }) => id) : [])}
            current={current ?? looked}
            setCurrent={model.setCurrent}
            peek={model.peek}
          />
        )
      }
    </Loaded>
  );
}

const HINTS = [
  { keys: ['J', 'K'], word: 'keys.upDown' },
  { keys: ['X'], word: 'keys.choose' },
  { keys: ['Enter'], word: 'keys.open' },
  { keys: ['Space'], word: 'keys.peek' },
  { keys: ['?'], word: 'keys.title' },
] as const;

function Foot({ model, tab }: { model: QueueModel; tab: QueueTab }): ReactNode {
  const { t, count } = useWords();
  const { rows, overview, list } = model.queue;
  const total = overview?.tabs.find((each) => each.tab === tab)?.count;
  return (
    <div className={`${styles['foot']} noprint`}>
      <span>
        {total === undefined ? '' : t('queue.shown', { shown: count(rows.length), n: total })}{' '}
        <MoreButton result={list} subtle />
      </span>
      <span className={styles['keys']}>
        {HINTS.map(({ keys, word }) => (
          <span key={word}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}{' '}
            {t(word)}
          </span>
        ))}
      </span>
    </div>
  );
}

/** What is being done, after it was asked for. */
function Dialogs({ model }: { model: QueueModel }): ReactNode {
  const { bulk, acting, picked } = model;
  return (
    <>
      {bulk === undefined ? null : (
        <BulkDialog
          act={bulk}
          cases={picked.slice(0, MOST_AT_ONCE).map(({ id }) => CaseId.parse(id))}
          close={(done) => {
            model.setBulk(undefined);
            if (done) model.choose([]);
          }}
        />
      )}
      {acting === undefined ? null : (
        <ActDialog
          act={acting.act}
          caseId={acting.row.id}
          holder={acting.row.holderName}
          above={null}
          close={() => model.setActing(undefined)}
        />
      )}
    </>
  );
}

/** The list with what is chosen in it, what is looked at, and what is being done. */
function QueueList({ where, search }: { where: Where; search: PageSearch }): ReactNode {
  const model = useQueueModel(where.to, search);
  const { looked, wide, peek, queue } = model;
  const { t, moment } = useWords();
  return (
    <div className={styles['layout']} data-peek={looked !== undefined}>
      <div className={styles['main']}>
        {queue.asOf === undefined ? null : (
          <p className={styles['printHead']}>
            {t(`queue.tab.${search.tab}`)} · {t('app.asOf', { at: moment(queue.asOf) })}
          </p>
        )}
        <Above model={model} where={where} search={search} />
        <List model={model} search={search} />
        <Foot model={model} tab={search.tab} />
      </div>
      {looked === undefined ? null : <Peek id={looked} close={wide ? undefined : () => peek(undefined)} />}
      <Dialogs model={model} />
    </div>
  );
}

function QueueFrame({ where, search }: { where: Where; search: PageSearch }): ReactNode {
  const { t } = useWords();
  const { peek: _, ...kept } = search;
  return (
    <Page
      title={where.title}
      intro={t('queue.intro')}
      actions={
        <>
          <ViewsMenu to={where.to} search={kept} />
          <ExportButton search={search} />
          <PrintButton>{t('queue.print')}</PrintButton>
        </>
      }
    >
      <QueueList key={JSON.stringify(kept)} where={where} search={search} />
    </Page>
  );
}

/** Which case is the most urgent, and what to do with it. */
export function QueuePage(): ReactNode {
  const { t } = useWords();
  const search = getRouteApi('/queue').useSearch();
  const where: Where = { to: '/queue', tabs: QUEUE_TABS, title: t('queue.title') };
  return <QueueFrame where={where} search={{ ...search, tab: queueTabOf(search) }} />;
}

/** Every case, closed ones too. */
export function CasesPage(): ReactNode {
  const { t } = useWords();
  const search = getRouteApi('/cases').useSearch();
  const where: Where = { to: '/cases', tabs: ALL_TABS, title: t('queue.allTitle') };
  return <QueueFrame where={where} search={{ ...search, tab: search.tab ?? 'all' }} />;
}
