import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { Receipt } from '#domain/receipt.ts';
import type { CaseView } from '#functions/api/case-view.ts';
import { usePages } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import { ChainVerdict } from '../../kit/chain-verdict.tsx';
import { withCodes } from '../../kit/code.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import styles from './log-card.module.css';
import { entryOf, isShown, type LogEntry, type LogFilter } from './log-entries.ts';

const route = getRouteApi('/cases/$caseId');
const FILTERS = ['all', 'opinions', 'mails', 'documents'] as const satisfies readonly LogFilter[];
/** The command that recomputes a downloaded chain; documented in the README. */
const CHECK = 'npm run verify -- FILE';

/** Saves the receipts as a file that can be checked offline. */
function download(view: CaseView, receipts: readonly Receipt[]): void {
  const { id, chain } = view.case;
  const text = JSON.stringify({ chain: id, end: chain, receipts }, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${id}-receipts.json`;
  link.click();
  URL.revokeObjectURL(address);
}

function Entry({ entry }: { entry: LogEntry }): ReactNode {
  const { t, shortDayOf, timeOf, moment } = useWords();
  const { receipt, icon: Mark, tone, title, lines } = entry;
  return (
    <li>
      <time className={`${styles['when']} num`} dateTime={receipt.at} title={moment(receipt.at)}>
        <b>{shortDayOf(receipt.at)}</b>
        <span>{timeOf(receipt.at)}</span>
      </time>
      <span className={styles['mark']} data-tone={tone}>
        <Mark aria-hidden size={17} stroke={1.8} />
      </span>
      <div className={styles['what']}>
        <p>{withCodes(title)}</p>
        {lines.map((line) => (
          <small key={line}>{withCodes(line)}</small>
        ))}
        <span className="vh">{t('log.receipt', { n: receipt.sequence })}</span>
      </div>
    </li>
  );
}

function Filter(): ReactNode {
  const { t } = useWords();
  const { log, ...search } = route.useSearch();
  return (
    <nav className={`${styles['filter']} noprint`} aria-label={t('log.filter')}>
      {FILTERS.map((each) => (
        <Link
          key={each}
          from="/cases/$caseId"
          search={{ ...search, log: each }}
          resetScroll={false}
          aria-current={each === log ? 'true' : undefined}
        >
          {t(`log.${each}`)}
        </Link>
      ))}
    </nav>
  );
}

/** What happened, newest first; this device recomputes the chain of receipts. */
export function LogCard({ view }: { view: CaseView }): ReactNode {
  const words = useWords();
  const { t } = words;
  const { log } = route.useSearch();
  const caseId = view.case.id;
  const { items, result } = usePages(API.getCaseReceipts, { params: { caseId }, query: { limit: 100 } });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = result;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) fetchNextPage().catch(() => undefined);
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const shown = items.filter((receipt) => isShown(receipt, log)).toReversed();
  return (
    <Card
      title={t('log.title')}
      note={
        <button
          type="button"
          className={`${styles['download']} noprint`}
          onClick={() => download(view, items)}
        >
          {t('log.download')}
        </button>
      }
    >
      <Filter />
      <Loaded result={result} lines={8}>
        {() =>
          shown.length === 0 ? (
            <EmptyState text={t('log.none')} />
          ) : (
            <ol className={styles['log']} aria-label={t('log.title')}>
              {shown.map((receipt) => (
                <Entry key={receipt.hash} entry={entryOf(receipt, view, words)} />
              ))}
            </ol>
          )
        }
      </Loaded>
      {result.data === undefined || hasNextPage ? null : (
        <div className={styles['chain']}>
          <ChainVerdict receipts={items} end={view.case.chain} />
          <small className="noprint">
            {t('log.howToCheck')} <span className="kt-code">{CHECK}</span>
          </small>
        </div>
      )}
    </Card>
  );
}
