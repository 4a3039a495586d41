import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../kit/page.tsx';
import { useOnline } from './line.ts';
import { NoLine } from './no-line.tsx';
import { useProblemWords } from './problem.ts';
import { useWords } from './words.ts';

/** A page that could not be drawn at all: a fault of ours, or code that did not arrive. */
export function Failed({ error }: ErrorComponentProps): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const online = useOnline();
  // Code that did not arrive because there is no line.
  if (!online) return <NoLine />;
  return (
    <Page title={t('error.title')} intro={sentence(error)}>
      <div>
        <Button onClick={() => location.reload()}>{t('error.retry')}</Button>
      </div>
    </Page>
  );
}
