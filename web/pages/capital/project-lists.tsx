import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProjectGroup } from '#domain/project.ts';
import { type Pages, usePages } from '../../app/answers.ts';
import { API, type Item } from '../../app/api.ts';
import { useWords, type WordKey } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import type { TableColumn } from '../../kit/data-table.tsx';
import { Money } from '../../kit/figures.tsx';
import form from '../../kit/form.module.css';
import { PagedTable } from '../../kit/paged-table.tsx';
import { SourceTag } from '../../kit/source-tag.tsx';
import styles from './capital.module.css';

const route = getRouteApi('/capital');
type Row = Item<'listIdle'>;

type Figure = 'planned' | 'disbursed' | 'absorbable' | 'idle' | 'idleLeft' | 'headroom' | 'headroomLeft';

/** Each figure of a project in đồng, with the head of its column. */
const FIGURES = {
  planned: ['capital.col.planned', ({ capital }) => capital.planned],
  disbursed: ['capital.col.disbursed', ({ capital }) => capital.disbursed],
  absorbable: ['capital.col.absorbable', ({ capital }) => capital.absorbable],
  idle: ['capital.col.idle', ({ idle }) => idle],
  idleLeft: ['capital.col.left', ({ idleLeft }) => idleLeft],
  headroom: ['capital.col.headroom', ({ headroom }) => headroom],
  headroomLeft: ['capital.col.left', ({ headroomLeft }) => headroomLeft],
} as const satisfies Readonly<Record<Figure, readonly [WordKey, (row: Row) => number]>>;

/** The project, the figures that a list is about, and where they come from. */
function useColumns(figures: readonly Figure[]): readonly TableColumn<Row>[] {
  const { t, say } = useWords();
  return [
    {
      id: 'project',
      head: t('capital.col.project'),
      names: true,
      cell: ({ id, name }) => (
        <Link to="/projects/$projectId" params={{ projectId: id }}>
          {say(name)}
        </Link>
      ),
    },
    ...figures.map((figure): TableColumn<Row> => {
      const [word, of] = FIGURES[figure];
      return {
        id: figure,
        head: t(word),
        numeric: true,
        by: of,
        cell: (row) => <Money amount={of(row)} short />,
      };
    }),
    {
      id: 'source',
      head: t('capital.source'),
      cell: ({ capital }) => <SourceTag provenance={capital.provenance} />,
    },
  ];
}

type ListProps = {
  readonly title: string;
  readonly empty: string;
  readonly items: readonly Row[];
  readonly result: Pages<'listIdle' | 'listAbsorbing' | 'listProjects'>['result'];
  readonly figures: readonly Figure[];
};

function ProjectList({ title, empty, items, result, figures }: ListProps): ReactNode {
  const columns = useColumns(figures);
  return (
    <Card title={title}>
      <PagedTable caption={title} empty={empty} columns={columns} items={items} result={result} lines={8} />
    </Card>
  );
}

export function IdleProjects(): ReactNode {
  const { t } = useWords();
  const pages = usePages(API.listIdle);
  return (
    <ProjectList
      {...pages}
      title={t('capital.idle.title')}
      empty={t('capital.idle.empty')}
      figures={['planned', 'disbursed', 'absorbable', 'idle', 'idleLeft']}
    />
  );
}

export function AbsorbingProjects(): ReactNode {
  const { t } = useWords();
  const pages = usePages(API.listAbsorbing);
  return (
    <ProjectList
      {...pages}
      title={t('capital.absorbing.title')}
      empty={t('capital.absorbing.empty')}
      figures={['planned', 'disbursed', 'headroom', 'headroomLeft']}
    />
  );
}

/** Every project of a group: what the totals of the year are made of. */
export function GroupProjects(): ReactNode {
  const { t, named } = useWords();
  const { group = 'siteClearance' } = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages(API.listProjects, { query: { group } });
  return (
    <>
      <label className={styles['choose']}>
        {t('capital.group')}
        <select
          className={form['control']}
          value={group}
          onChange={({ currentTarget }) => {
            const chosen = ProjectGroup.safeParse(currentTarget.value);
            if (chosen.success) void navigate({ search: { tab: 'projects', group: chosen.data } });
          }}
        >
          {ProjectGroup.options.map((each) => (
            <option key={each} value={each}>
              {named('group', each)}
            </option>
          ))}
        </select>
      </label>
      <ProjectList
        {...pages}
        title={t('capital.projects.title', { group: named('group', group) })}
        empty={t('capital.projects.empty')}
        figures={['planned', 'disbursed', 'absorbable', 'idle', 'headroom']}
      />
    </>
  );
}
