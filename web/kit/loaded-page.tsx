import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '../app/api.ts';
import { useProblemWords } from '../app/problem.ts';
import { useWords } from '../app/words.ts';
import { Skeleton } from './card.tsx';
import { Page } from './page.tsx';

export type LoadedPageProps<Data> = {
  readonly result: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  /** What stands as the title while it is not known what the page shows. */
  readonly title: string;
  /** Above the title: the way back. */
  readonly above?: ReactNode;
  readonly children: (data: Data) => ReactNode;
};

const NOT_FOUND = 404;

/** A page about one thing: its skeleton, the page, or a page that says what is not there and what can be done. */
export function LoadedPage<Data>({ result, title, above, children }: LoadedPageProps<Data>): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const { data, error, refetch } = result;
  if (data !== undefined) return children(data);
  if (error === null) {
    return (
      <Page title={title} above={above}>
        <Skeleton lines={14} />
      </Page>
    );
  }
  const missing = error instanceof ApiProblem && error.status === NOT_FOUND;
  return (
    <Page title={t(missing ? 'missing.title' : 'error.title')} above={above} intro={sentence(error)}>
      {missing ? null : (
        <div>
          <Button
            onClick={() => {
              refetch().catch(() => undefined);
            }}
          >
            {t('error.retry')}
          </Button>
        </div>
      )}
    </Page>
  );
}
