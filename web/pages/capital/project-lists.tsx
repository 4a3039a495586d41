import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Pages, usePages } from '../../app/answers.ts';
import { API, type Item } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import { DataTable, type TableColumn } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Money } from '../../kit/figures.tsx';
import { SourceTag } from '../../kit/source-tag.tsx';

type Row = Item<'listIdle'>;

/** Columns that both lists have. */
function useColumns(): {
  name: TableColumn<Row>;
  figure: (id: string, head: string, of: (row: Row) => number) => TableColumn<Row>;
  source: TableColumn<Row>;
} {
  const { t, say } = useWords();
  return {
    name: {
      id: 'project',
      head: t('capital.col.project'),
      names: true,
      cell: ({ id, name }) => (
        <Link to="/projects/$projectId" params={{ projectId: id }}>
          {say(name)}
        </Link>
      ),
    },
    figure: (id, head, of) => ({
      id,
      head,
      numeric: true,
      by: of,
      cell: (row) => <Money amount={of(row)} short />,
    }),
    source: {
      id: 'source',
      head: t('capital.source'),
      cell: ({ capital }) => <SourceTag provenance={capital.provenance} />,
    },
  };
}

type ListProps = {
  readonly title: string;
  readonly empty: string;
  readonly items: readonly Row[];
  readonly result: Pages<'listIdle'>['result'];
  readonly columns: readonly TableColumn<Row>[];
};

function ProjectList({ title, empty, items, result, columns }: ListProps): ReactNode {
  const { t } = useWords();
  return (
    <Card title={title}>
      <Loaded result={result} lines={8}>
        {() =>
          items.length === 0 ? (
            <EmptyState text={empty} />
          ) : (
            <>
              <DataTable caption={title} rows={items} columns={columns} keyOf={({ id }) => id} />
              {result.hasNextPage ? (
                <Button
                  variant="default"
                  mt="md"
                  loading={result.isFetchingNextPage}
                  onClick={() => {
                    result.fetchNextPage().catch(() => undefined);
                  }}
                >
                  {t('list.more')}
                </Button>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

export function IdleProjects(): ReactNode {
  const { t } = useWords();
  const { items, result } = usePages(API.listIdle);
  const { name, figure, source } = useColumns();
  return (
    <ProjectList
      title={t('capital.idle.title')}
      empty={t('capital.idle.empty')}
      items={items}
      result={result}
      columns={[
        name,
        figure('planned', t('capital.col.planned'), ({ capital }) => capital.planned),
        figure('disbursed', t('capital.col.disbursed'), ({ capital }) => capital.disbursed),
        figure('absorbable', t('capital.col.absorbable'), ({ capital }) => capital.absorbable),
        figure('idle', t('capital.col.idle'), ({ idle }) => idle),
        figure('left', t('capital.col.left'), ({ idleLeft }) => idleLeft),
        source,
      ]}
    />
  );
}

export function AbsorbingProjects(): ReactNode {
  const { t } = useWords();
  const { items, result } = usePages(API.listAbsorbing);
  const { name, figure, source } = useColumns();
  return (
    <ProjectList
      title={t('capital.absorbing.title')}
      empty={t('capital.absorbing.empty')}
      items={items}
      result={result}
      columns={[
        name,
        figure('planned', t('capital.col.planned'), ({ capital }) => capital.planned),
        figure('disbursed', t('capital.col.disbursed'), ({ capital }) => capital.disbursed),
        figure('headroom', t('capital.col.headroom'), ({ headroom }) => headroom),
        figure('left', t('capital.col.left'), ({ headroomLeft }) => headroomLeft),
        source,
      ]}
    />
  );
}
