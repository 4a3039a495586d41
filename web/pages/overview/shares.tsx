import type { ReactNode } from 'react';
import type { Answer } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { BarList } from '../../kit/bar-list.tsx';
import { Card } from '../../kit/card.tsx';
import { AsOf, Money } from '../../kit/figures.tsx';
import { FromCases } from './from-cases.tsx';

type Overview = Answer<'getOverview'>;

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
        href: `/queue?group=${group}`,
        value: left,
        idle: Math.min(idle, left),
        shown: <Money amount={left} short />,
      };
    })
    .toSorted((one, other) => other.value - one.value);
  return (
    <Card folds title={t('overview.groups')} note={<AsOf at={capital.asOf} />}>
      <BarList rows={rows} look="disbursed" />
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
      href: `/queue?category=${category}`,
      value: cases,
      shown: <span className="num">{count(cases)}</span>,
    }))
    .toSorted((one, other) => other.value - one.value)
    .slice(0, 8);
  return (
    <Card folds title={t('overview.categories')} note={<FromCases at={asOf} />}>
      <BarList rows={rows} />
    </Card>
  );
}

/** Capital at risk where it lies. */
export function UnitsCard({ units, asOf }: Pick<Overview, 'units' | 'asOf'>): ReactNode {
  const { t, say } = useWords();
  const rows = units.slice(0, 8).map(({ unit, name, cases, atRisk }) => ({
    key: unit,
    label: say(name),
    note: t('overview.unitNote', { n: cases }),
    href: `/queue?unit=${unit}`,
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
