import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../app/words.ts';

export type MoreButtonProps = {
  readonly result: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
  /** Within a line of text rather than below a list. */
  readonly subtle?: boolean;
};

/** Reads the next page of a list; nothing when there is none. What fails, the list itself says. */
export function MoreButton({ result, subtle = false }: MoreButtonProps): ReactNode {
  const { t } = useWords();
  if (!result.hasNextPage) return null;
  return (
    <Button
      variant={subtle ? 'subtle' : 'default'}
      {...(subtle ? {} : { mt: 'md' })}
      loading={result.isFetchingNextPage}
      onClick={() => {
        result.fetchNextPage().catch(() => undefined);
      }}
    >
      {t('list.more')}
    </Button>
  );
}
