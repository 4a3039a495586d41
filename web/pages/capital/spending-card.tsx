import { lazy, type ReactNode, Suspense } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Skeleton } from '../../kit/card.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Money } from '../../kit/figures.tsx';
import { SourceTag } from '../../kit/source-tag.tsx';

type Spending = NonNullable<Answer<'getProject'>['spending']>;

const MonthChart = lazy(async () => import('../../kit/month-chart.tsx'));

/** Each month with what had been disbursed by its end. */
function withSums(months: Spending['months'], nameOf: (month: string) => string) {
  let sum = 0;
  return months.map(({ month, amount }) => {
    sum += amount;
    return { month, name: nameOf(month), amount, sum };
  });
}

/** How a project spent its year so far, month by month: as a picture, and as the table that it is drawn from. */
export function SpendingCard({ spending }: { spending: Spending }): ReactNode {
  const { t, dong, shortDong, month, shortMonth } = useWords();
  const rows = withSums(spending.months, month);
  const most = rows.toSorted((one, other) => other.amount - one.amount)[0];
  const last = rows.at(-1);
  if (most === undefined || last === undefined) return null;
  const note = <SourceTag provenance={spending.provenance} />;
  if (last.sum === 0) {
    return (
      <Card title={t('spending.title')} note={note}>
        <EmptyState text={t('spending.none', { last: last.name })} />
      </Card>
    );
  }
  const alt = t('spending.alt', {
    sum: dong(last.sum),
    last: last.name,
    most: most.name,
    amount: dong(most.amount),
  });
  return (
    <Card title={t('spending.title')} note={note}>
      <Suspense fallback={<Skeleton lines={6} />}>
        <MonthChart columns={rows} alt={alt} say={shortDong} name={shortMonth} />
      </Suspense>
      <details className="kt-opens">
        <summary>{t('flows.asTable')}</summary>
        <DataTable
          caption={t('spending.title')}
          rows={rows}
          keyOf={({ name }) => name}
          columns={[
            { id: 'month', head: t('spending.month'), names: true, cell: ({ name }) => name },
            {
              id: 'amount',
              head: t('spending.amount'),
              numeric: true,
              by: ({ amount }) => amount,
              cell: ({ amount }) => <Money amount={amount} short />,
            },
            {
              id: 'sum',
              head: t('spending.sum'),
              numeric: true,
              cell: ({ sum }) => <Money amount={sum} short />,
            },
          ]}
        />
      </details>
    </Card>
  );
}
