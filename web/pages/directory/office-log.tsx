import type { ReactNode } from 'react';
import type { FactValue, Receipt } from '#domain/receipt.ts';
import { LocalDate } from '#domain/time.ts';
import type { LogLine } from '#functions/api/views-directory.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Moment } from '../../kit/figures.tsx';
import { Timeline } from '../../kit/timeline.tsx';

function textOf(value: FactValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The days that the line names; the day after the last one is named as such. */
function useSpan(): (details: Receipt['details']) => string {
  const { t, day } = useWords();
  const dayOf = (value: FactValue | undefined): string => {
    const date = LocalDate.safeParse(value);
    return date.success ? day(date.data) : '';
  };
  return (details) => {
    const [from, to] = [dayOf(details['from']), dayOf(details['to'])];
    return from === '' || to === '' ? `${from}${to}` : t('log.span', { from, to });
  };
}

/** What was changed, when, by whom and why; newest first. */
export function LogCard({ title, receipts }: { title: string; receipts: readonly LogLine[] }): ReactNode {
  const { t, say, named } = useWords();
  const span = useSpan();
  return (
    <Card title={title}>
      {receipts.length === 0 ? (
        <EmptyState text={t('log.none')} />
      ) : (
        <Timeline
          label={title}
          entries={receipts.map(({ hash, type, at, officeName, details }) => ({
            key: hash,
            title: [named('logFact', type), span(details)].filter((part) => part !== '').join(': '),
            meta: (
              <>
                <Moment at={at} />
                {officeName === null ? null : ` · ${say(officeName)}`}
              </>
            ),
            body: <p>{textOf(details['reason'])}</p>,
          }))}
        />
      )}
    </Card>
  );
}
