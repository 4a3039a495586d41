import type { ReactNode } from 'react';
import { plusDays } from '#domain/time.ts';
import type { Unit } from '#domain/unit.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import { DataTable } from '../../kit/data-table.tsx';

/** "đến 30/06/2025 → phường Chánh Hưng, Bình Đông, Phú Định" */
function Succession({ unit }: { unit: Unit }): ReactNode {
  const { t, say, day, named } = useWords();
  if (unit.validTo === undefined) return t('unit.stays');
  const names = unit.successors
    .map(({ kind, name }) => `${named('unit.kind', kind)} ${say(name)}`)
    .join(', ');
  const until = t('unit.until', { day: day(plusDays(unit.validTo, -1)) });
  return names === '' ? until : `${until} → ${names}`;
}

/** Dated units with what follows them. */
export function UnitsView(): ReactNode {
  const { t, say, day, named } = useWords();
  const result = useAnswer(API.listUnits, {}, { every: false });
  return (
    <Card title={t('unit.card')}>
      <Loaded result={result} lines={8}>
        {({ items }) => (
          <DataTable
            caption={t('unit.card')}
            rows={items}
            keyOf={({ code }) => code}
            columns={[
              {
                id: 'name',
                head: t('unit.name'),
                names: true,
                by: ({ name }) => name.vi,
                cell: ({ name }) => <span style={{ whiteSpace: 'nowrap' }}>{say(name)}</span>,
              },
              { id: 'kind', head: t('unit.type'), cell: ({ kind }) => named('unit.kind', kind) },
              { id: 'code', head: t('unit.code'), cell: ({ code }) => <span className="num">{code}</span> },
              {
                id: 'from',
                head: t('unit.from'),
                by: ({ validFrom }) => validFrom,
                cell: ({ validFrom }) => <span className="num">{day(validFrom)}</span>,
              },
              { id: 'next', head: t('unit.next'), cell: (unit) => <Succession unit={unit} /> },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
