import { Button } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Page } from '../kit/page.tsx';
import { API } from './api.ts';
import { useOnline } from './line.ts';
import styles from './no-line.module.css';
import { useSession } from './session.tsx';
import { useWords } from './words.ts';

/** A page that was not read while there was a line: what is going on, and the one thing that can be done meanwhile. */
export function NoLine(): ReactNode {
  const { t } = useWords();
  const { mayAsk } = useSession();
  const reports = mayAsk(API.reportBlocker);
  return (
    <Page title={t('line.title')}>
      <section className={`${styles['card']} kt-card`} role="status">
        <IconWifiOff aria-hidden size={40} stroke={1.6} />
        <p>{t('line.comesBack')}</p>
        {reports ? <p>{t('line.reportWorks')}</p> : null}
        <div className={styles['acts']}>
          {reports ? (
            <Button component={Link} to="/report">
              {t('line.report')}
            </Button>
          ) : null}
          <Button variant="default" onClick={() => location.reload()}>
            {t('error.retry')}
          </Button>
        </div>
      </section>
    </Page>
  );
}

/**
 * Whether a page can be drawn: there is a line, or it was opened in this window while there was one and its answers are
 * still here.
 */
export function useReadable(path: string): boolean {
  const online = useOnline();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  if (online && !seen.has(path)) setSeen(new Set([...seen, path]));
  return online || seen.has(path);
}
