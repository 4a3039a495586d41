import type { ReactNode } from 'react';
import { UNFINISHED } from '#domain/case-statuses.ts';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { BarList } from '../../kit/bar-list.tsx';
import { Card } from '../../kit/card.tsx';
import { AsOf, Money } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { FromCases } from './from-cases.tsx';

const MOST_ROWS = 8;

type Overview = Answer<'getOverview'>;

/** Cases that are not over, as the list of all cases takes them. */
const GOING_ON = `status=${UNFINISHED.join(',')}`;

/** What is planned and not spent, by group of projects; what lies idle is hatched. */
export function GroupsCard({ capital }: { capital: NonNullable<Overview['capital']> }): ReactNode {
  const { t, named, shortDong } = useWords();
  const rows = capital.groups
    .map(({ group, planned, disbursed, idle, projects }) => {
      const left = planned - disbursed;
      return {
        key: group,
        label: named('group', group),
        note:
          idle > 0
            ? t('overview.groupIdle', { n: projects, idle: shortDong(idle) })
            : t('overview.groupNote', { n: projects }),
        href: `/capital?tab=projects&group=${group}`,
        value: left,
        idle: Math.min(idle, left),
        shown: <Money amount={left} short />,
      };
    })
    .toSorted((one, other) => other.value - one.value);
  return (
    <Card folds title={t('overview.groups')} note={<AsOf at={capital.asOf} />}>
      <BarList rows={rows} />
    </Card>
  );
}

/** How many cases that are not over have each kind of blocker. */
export function CategoriesCard({ categories, asOf }: Pick<Overview, 'categories' | 'asOf'>): ReactNode {
  const { t, named, count } = useWords();
  const rows = categories
    .map(({ category, cases }) => ({
      key: category,
      label: named('category', category),
      href: `/cases?category=${category}&${GOING_ON}`,
      value: cases,
      shown: <span className="num">{count(cases)}</span>,
    }))
    .toSorted((one, other) => other.value - one.value);
  const rest = rows.slice(MOST_ROWS);
  return (
    <Card folds title={t('overview.categories')} note={<FromCases at={asOf} />}>
      <BarList rows={rows.slice(0, MOST_ROWS)} />
      {rest.length === 0 ? null : (
        <p className="kt-meta">
          <Go href={`/cases?category=${rest.map(({ key }) => key).join(',')}&${GOING_ON}`}>
            {t('overview.categoriesRest', {
              n: rest.length,
              cases: rest.reduce((sum, { value }) => sum + value, 0),
            })}
          </Go>
        </p>
      )}
    </Card>
  );
}

/** Capital at risk where it lies. */
export function UnitsCard({ units, asOf }: Pick<Overview, 'units' | 'asOf'>): ReactNode {
  const { t, say } = useWords();
  const rows = units.slice(0, MOST_ROWS).map(({ unit, name, cases, atRisk }) => ({
    key: unit,
    label: say(name),
    note: t('overview.unitNote', { n: cases }),
    href: `/cases?unit=${unit}&${GOING_ON}`,
    value: atRisk,
    shown: <Money amount={atRisk} short />,
  }));
  return (
    <Card folds title={t('overview.units')} note={<FromCases at={asOf} />}>
      <BarList rows={rows} />
      <p className="kt-meta">{t('overview.unitsNote')}</p>
    </Card>
  );
}
