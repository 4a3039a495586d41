import type { ReactNode } from 'react';
import type { FactValue, Receipt } from '#domain/receipt.ts';
import { LocalDate } from '#domain/time.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Moment } from '../../kit/figures.tsx';
import { Timeline } from '../../kit/timeline.tsx';

function textOf(value: FactValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** "14/10/2024 – 19/10/2024", as far as the line names days. */
function useSpan(): (details: Receipt['details']) => string {
  const { day } = useWords();
  return (details) =>
    [details['from'], details['to']]
      .flatMap((value) => {
        const date = LocalDate.safeParse(value);
        return date.success ? [day(date.data)] : [];
      })
      .join(' – ');
}

/** What was changed, when, by whom and why; newest first. */
export function LogCard({ title, receipts }: { title: string; receipts: readonly Receipt[] }): ReactNode {
  const { t, named } = useWords();
  const span = useSpan();
  return (
    <Card title={title}>
      {receipts.length === 0 ? (
        <EmptyState text={t('log.none')} />
      ) : (
        <Timeline
          label={title}
          entries={receipts.map(({ hash, type, at, office, details }) => ({
            key: hash,
            title: [named('logFact', type), span(details)].filter((part) => part !== '').join(': '),
            meta: (
              <>
                <Moment at={at} />
                {office === undefined ? null : ` · ${office}`}
              </>
            ),
            body: <p>{textOf(details['reason'])}</p>,
          }))}
        />
      )}
    </Card>
  );
}
