import { Button } from '@mantine/core';
import { IconPrinter, IconRefresh } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { CaseId } from '#domain/ids.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Loaded } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Page } from '../../kit/page.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import type { Act } from '../case/act-commands.ts';
import { ActDialog } from '../case/act-dialog.tsx';
import { groupedRows } from './bands.ts';
import { type BulkAct, BulkBar } from './bulk-bar.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ExportButton } from './export-button.tsx';
import { Peek } from './peek.tsx';
import styles from './queue.module.css';
import { type QueueOverview, type QueueRow, useQueue } from './queue-data.ts';
import { QueueFilters } from './queue-filters.tsx';
import { QueueTable } from './queue-table.tsx';
import {
  cleared,
  isNarrowed,
  type PageSearch,
  type QueueSearch,
  type QueueTab,
  queueTabOf,
} from './search.ts';
import { useQueueKeys } from './use-queue-keys.ts';
import { ViewsMenu } from './views-menu.tsx';

const QUEUE_TABS = ['attention', 'overdue', 'open', 'paused', 'closed'] as const;
const ALL_TABS = ['all', 'open', 'paused', 'closed'] as const;
const NO_BANDS: QueueOverview['bands'] = [];

type Where = { readonly to: '/queue' | '/cases'; readonly tabs: readonly QueueTab[]; readonly title: string };

function useUnitNames(): ReadonlyMap<string, string> {
  const { say } = useWords();
  const units = useAnswer(API.listUnits, {}, { every: false });
  return useMemo(
    () => new Map<string, string>((units.data?.items ?? []).map(({ code, name }) => [code, say(name)])),
    [units.data, say],
  );
}

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
  return <EmptyState text={t(search.tab === 'attention' ? 'queue.noneNeeded' : 'queue.none')} />;
}

type Acting = { readonly act: Act; readonly row: QueueRow };

/** The list with what is chosen in it, what is looked at, and what is being done. */
function QueueList({ where, search }: { where: Where; search: PageSearch }): ReactNode {
  const { t, count } = useWords();
  const navigate = useNavigate();
  const { mayAsk } = useSession();
  const queue = useQueue(search);
  const unitNames = useUnitNames();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string>();
  const [bulk, setBulk] = useState<BulkAct>();
  const [acting, setActing] = useState<Acting>();
  const { rows, overview, asOf, list } = queue;
  const leads = mayAsk(API.actOnCases);
  const go = (next: QueueSearch): void => {
    navigate({ to: where.to, search: next, resetScroll: false }).catch(() => undefined);
  };
  const { peek: looked, ...unlooked } = search;
  const peek = (id: string | undefined): void => go(id === undefined ? unlooked : { ...search, peek: id });
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const picked = rows.filter(({ id }) => chosen.has(id));
  const set = (name: string, value: string | undefined): void => {
    setChosen(new Set());
    go({ ...search, [name]: name === 'undeliverable' && value !== undefined ? true : value });
  };
  useQueueKeys({
    rows,
    current,
    setCurrent,
    toggle: leads ? toggle : undefined,
    act: leads
      ? (act, row) =>
          chosen.size > 0 && (act === 'urge' || act === 'reassign') ? setBulk(act) : setActing({ act, row })
      : undefined,
    looked: looked !== undefined,
    close: () => peek(undefined),
  });
  const groups = asOf === undefined ? [] : groupedRows(rows, asOf, overview?.bands ?? NO_BANDS);
  const total = overview?.tabs.find(({ tab }) => tab === search.tab)?.count;
  return (
    <div className={styles['layout']} data-peek={looked !== undefined}>
      <div className={styles['main']}>
        <QueueTabs where={where} search={search} overview={overview} />
        {picked.length > 0 ? (
          <BulkBar rows={picked} begin={setBulk} clear={() => setChosen(new Set())} />
        ) : (
          <QueueFilters
            search={search}
            facets={overview?.facets}
            unitNames={unitNames}
            set={set}
            clear={() => go(cleared(search))}
          />
        )}
        {leads ? null : <p className="kt-meta">{t('queue.readOnly')}</p>}
        {queue.changes === 0 ? null : (
          <div className={`${styles['news']} noprint`} role="status">
            <Button
              variant="default"
              leftSection={<IconRefresh aria-hidden size={18} />}
              onClick={() => {
                list.refetch().catch(() => undefined);
              }}
            >
              {t('queue.changes', { n: queue.changes })}
            </Button>
          </div>
        )}
        <Loaded result={list} lines={14}>
          {() =>
            rows.length === 0 || asOf === undefined ? (
              <Nothing search={search} clear={() => go(cleared(search))} />
            ) : (
              <QueueTable
                groups={groups}
                bands={overview?.bands ?? NO_BANDS}
                asOf={asOf}
                unitNames={unitNames}
                {...(leads ? { selection: { chosen, toggle } } : {})}
                chooseAll={(all) => setChosen(new Set(all ? rows.map(({ id }) => id) : []))}
                current={current ?? looked}
                setCurrent={setCurrent}
                peek={peek}
              />
            )
          }
        </Loaded>
        <div className={`${styles['foot']} noprint`}>
          <span>
            {total === undefined ? '' : t('queue.shown', { shown: count(rows.length), n: total })}{' '}
            {list.hasNextPage ? (
              <Button
                variant="subtle"
                loading={list.isFetchingNextPage}
                onClick={() => {
                  list.fetchNextPage().catch(() => undefined);
                }}
              >
                {t('list.more')}
              </Button>
            ) : null}
          </span>
          <span className={styles['keys']}>
            <span>
              <kbd>J</kbd> <kbd>K</kbd> {t('keys.upDown')}
            </span>
            <span>
              <kbd>X</kbd> {t('keys.choose')}
            </span>
            <span>
              <kbd>Enter</kbd> {t('keys.open')}
            </span>
            <span>
              <kbd>Space</kbd> {t('keys.peek')}
            </span>
            <span>
              <kbd>?</kbd> {t('keys.title')}
            </span>
          </span>
        </div>
      </div>
      {looked === undefined ? null : <Peek id={looked} close={() => peek(undefined)} />}
      {bulk === undefined ? null : (
        <BulkDialog
          act={bulk}
          cases={picked.slice(0, 100).map(({ id }) => CaseId.parse(id))}
          close={(done) => {
            setBulk(undefined);
            if (done) setChosen(new Set());
          }}
        />
      )}
      {acting === undefined ? null : (
        <ActDialog
          act={acting.act}
          caseId={acting.row.id}
          holder={acting.row.holderName}
          above={null}
          close={() => setActing(undefined)}
        />
      )}
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
          <Button
            variant="default"
            leftSection={<IconPrinter aria-hidden size={18} stroke={1.8} />}
            onClick={() => print()}
          >
            {t('queue.print')}
          </Button>
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
