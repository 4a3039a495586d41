import { IconMailCheck, IconMailX, IconUserOff, IconUserPause } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type * as z from 'zod';
import { OfficeKind } from '#domain/office.ts';
import type { DirectoryRow } from '#functions/api/views-directory.ts';
import { useAnswer, usePages } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Badge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import type { TableColumn } from '../../kit/data-table.tsx';
import { FilterBar } from '../../kit/filter-bar.tsx';
import form from '../../kit/form.module.css';
import { PagedTable } from '../../kit/paged-table.tsx';
import styles from './directory.module.css';

type Row = z.infer<typeof DirectoryRow>;
const route = getRouteApi('/directory');
const STATES = ['vacant', 'absent', 'bounced'] as const;
/** A person stops typing before the question is asked. */
const TYPING_MS = 300;

function HolderCell({ row }: { row: Row }): ReactNode {
  const { t, say, day } = useWords();
  if (row.holder === null) {
    return (
      <Badge tone="overdue" icon={IconUserOff} filled>
        {t('office.vacantWith', { n: row.casesWaiting })}
      </Badge>
    );
  }
  const { post, absentUntil } = row.holder;
  return (
    <div className={styles['stack']}>
      <span>{say(post)}</span>
      {absentUntil === null ? null : (
        <Badge tone="due" icon={IconUserPause}>
          {t('office.awayUntil', { day: day(absentUntil) })}
        </Badge>
      )}
    </div>
  );
}

function MailCell({ row }: { row: Row }): ReactNode {
  const { t } = useWords();
  return row.bounced ? (
    <Badge tone="overdue" icon={IconMailX}>
      {t('office.mail.bounced')}
    </Badge>
  ) : (
    <Badge tone="done" icon={IconMailCheck}>
      {t('office.mail.working')}
    </Badge>
  );
}

function useColumns(): readonly TableColumn<Row>[] {
  const { t, say, named } = useWords();
  return [
    {
      id: 'office',
      head: t('office.office'),
      names: true,
      by: (row) => row.name.vi,
      cell: (row) => (
        <div className={styles['stack']}>
          <Link to="/directory/$officeId" params={{ officeId: row.id }}>
            {say(row.name)}
          </Link>
          <span className="kt-meta">
            {[named('officeKind', row.kind), row.unit === null ? '' : say(row.unit.name)]
              .filter((part) => !say(row.name).includes(part))
              .join(' · ')}
          </span>
        </div>
      ),
    },
    { id: 'holder', head: t('office.holder'), cell: (row) => <HolderCell row={row} /> },
    {
      id: 'deputies',
      head: t('office.deputies'),
      cell: (row) =>
        row.deputies.length === 0
          ? t('office.noDeputy')
          : row.deputies.map(({ email, post }) => <div key={email}>{say(post)}</div>),
    },
    { id: 'mail', head: t('office.mail'), cell: (row) => <MailCell row={row} /> },
    {
      id: 'cases',
      head: t('office.cases'),
      numeric: true,
      by: (row) => row.casesWaiting,
      cell: (row) => (
        <span className="num">
          {row.casesMore ? t('office.orMore', { n: row.casesWaiting }) : row.casesWaiting}
        </span>
      ),
    },
  ];
}

/** The words that are searched: in the address once the typing rests. */
function SearchField(): ReactNode {
  const { t } = useWords();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed === q) return undefined;
    const timer = setTimeout(() => {
      void navigate({ search: (before) => ({ ...before, q: typed || undefined }), replace: true });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, q, navigate]);
  return (
    <input
      className={form['control']}
      type="search"
      aria-label={t('office.search')}
      placeholder={t('office.search')}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  );
}

function Filters(): ReactNode {
  const { t, named, say } = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const units = useAnswer(API.listUnits, {}, { every: false });
  const go = (next: object): void => {
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  };
  return (
    <FilterBar
      filters={[
        {
          name: 'state',
          label: t('office.state'),
          options: STATES.map((value) => ({ value, label: t(`office.state.${value}`) })),
        },
        {
          name: 'kind',
          label: t('office.kind'),
          options: OfficeKind.options.map((value) => ({ value, label: named('officeKind', value) })),
        },
        {
          name: 'unit',
          label: t('office.unit'),
          options: (units.data?.items ?? []).map(({ code, name }) => ({ value: code, label: say(name) })),
        },
      ]}
      values={search}
      set={(name, value) => go({ [name]: value })}
      clear={() => go({ state: undefined, kind: undefined, unit: undefined, q: undefined })}
    >
      <SearchField />
    </FilterBar>
  );
}

/** Offices with their people as they are today. */
export function OfficesView(): ReactNode {
  const { t } = useWords();
  const { view: _view, year: _year, ...asked } = route.useSearch();
  const columns = useColumns();
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const { result, items } = usePages(API.listDirectory, { query: { ...query, limit: 100 } });
  const n = items.length;
  const counted = result.hasNextPage ? t('office.count.more', { n }) : t('office.count', { n });
  const title = result.data === undefined ? t('directory.view.offices') : counted;
  return (
    <Card title={title}>
      <div className={styles['form']}>
        <Filters />
        <PagedTable
          caption={t('directory.view.offices')}
          empty={t('office.none')}
          columns={columns}
          items={items}
          result={result}
          lines={8}
        />
      </div>
    </Card>
  );
}
