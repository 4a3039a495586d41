import type { ReactNode } from 'react';
import { ApiProblem } from '../app/api.ts';
import { useProblemWords } from '../app/problem.ts';
import { useWords } from '../app/words.ts';
import { Loaded, type LoadedProps } from './card.tsx';
import { Page } from './page.tsx';

export type LoadedPageProps<Data> = {
  readonly result: LoadedProps<Data>['result'];
  /** What stands as the title while it is not known what the page shows. */
  readonly title: string;
  /** Above the title: the way back. */
  readonly above?: ReactNode;
  readonly children: (data: Data) => ReactNode;
};

const NOT_FOUND = 404;

/** A page about one thing: its skeleton, the page, why it did not load, or a page that says that there is no such thing. */
export function LoadedPage<Data>({ result, title, above, children }: LoadedPageProps<Data>): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const { data, error } = result;
  if (data !== undefined) return children(data);
  if (error instanceof ApiProblem && error.status === NOT_FOUND) {
    return <Page title={t('missing.title')} above={above} intro={sentence(error)} />;
  }
  return (
    <Page title={title} above={above}>
      <Loaded whole result={result} lines={14}>
        {() => null}
      </Loaded>
    </Page>
  );
}
