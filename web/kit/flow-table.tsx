import type { ReactNode } from 'react';
import { useWords } from '../app/words.ts';
import { DataTable } from './data-table.tsx';
import { Money } from './figures.tsx';
import type { FlowPicture } from './flows.ts';

/** Every flow as a row: the same figures as the picture, for reading and for screen readers. */
export function FlowTable({ ends, flows }: FlowPicture): ReactNode {
  const { t } = useWords();
  const names = new Map(ends.map(({ key, name }) => [key, name]));
  const rows = flows.map(({ from, to, amount }) => ({
    key: `${from} ${to}`,
    from: names.get(from) ?? '',
    to: names.get(to) ?? '',
    amount,
  }));
  return (
    <DataTable
      caption={t('flows.title')}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { id: 'from', head: t('flows.from'), names: true, by: ({ from }) => from, cell: ({ from }) => from },
        { id: 'to', head: t('flows.to'), by: ({ to }) => to, cell: ({ to }) => to },
        {
          id: 'amount',
          head: t('flows.amount'),
          numeric: true,
          by: ({ amount }) => amount,
          cell: ({ amount }) => <Money amount={amount} short />,
        },
      ]}
    />
  );
}
