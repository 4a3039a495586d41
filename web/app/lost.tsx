import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../kit/page.tsx';
import { useWords } from './words.ts';

function Home(): ReactNode {
  const { t } = useWords();
  return (
    <div>
      <Button component={Link} to="/">
        {t('lost.home')}
      </Button>
    </div>
  );
}

/** No page at this address. */
export function Lost(): ReactNode {
  const { t } = useWords();
  return (
    <Page title={t('lost.title')} intro={t('lost.text')}>
      <Home />
    </Page>
  );
}

/** The page is there, but not for this role. */
export function NoRight(): ReactNode {
  const { t } = useWords();
  return (
    <Page title={t('noRight.title')} intro={t('noRight.text')}>
      <Home />
    </Page>
  );
}
