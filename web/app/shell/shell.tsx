/** The frame around every page. */
import { Outlet, useMatches } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { LineStrip } from '../../kit/line-strip.tsx';
import { Toasts } from '../../kit/toast.tsx';
import { keepApp, useMissedCode, useOnline } from '../line.ts';
import { NoRight } from '../lost.tsx';
import { NoLine, useReadable } from '../no-line.tsx';
import { useSession } from '../session.tsx';
import { useSite } from '../site.tsx';
import { useWords } from '../words.ts';
import { Navigation } from './navigation.tsx';
import { PhoneBar } from './phone-bar.tsx';
import styles from './shell.module.css';
import { Shortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';

function LocalStrip(): ReactNode {
  const { t, language } = useWords();
  return (
    <aside className={`${styles['strip']} noprint`} aria-label={t('local.machine')}>
      <span className={styles['stripLong']}>{t('local.strip')}</span>
      <span className={styles['stripShort']}>{t('local.stripShort')}</span>{' '}
      <a href={`/mail?lang=${language}`}>{t('local.mailbox')}</a>
    </aside>
  );
}

/** After a change of page the reader, and a screen reader, begin at its top. */
function useFocusOnPage(path: string | undefined): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (path === undefined) return;
    // Whoever types already, in the search say, is not interrupted.
    const typing = document.activeElement instanceof HTMLInputElement;
    if (!first.current && !typing) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  return main;
}

type Match = ReturnType<typeof useMatches>[number];

/** The page, or why it is not shown. */
function Content({ match }: { match: Match | undefined }): ReactNode {
  const { t } = useWords();
  const { may } = useSession();
  const online = useOnline();
  const { pathname = '', staticData } = match ?? {};
  const { roles, worksWithoutLine = false } = staticData ?? {};
  const readable = useReadable(pathname);
  useMissedCode(online, pathname, !worksWithoutLine);
  if (roles !== undefined && !may(...roles)) return <NoRight />;
  if (!readable && !worksWithoutLine) return <NoLine />;
  // One shape with a line and without: what somebody has typed on the page stays.
  return (
    <>
      {online || worksWithoutLine ? null : <LineStrip>{t('line.stays')}</LineStrip>}
      <Outlet />
    </>
  );
}

export function Shell(): ReactNode {
  const { t } = useWords();
  const { local } = useSite();
  const match = useMatches().at(-1);
  const main = useFocusOnPage(match?.pathname);
  useEffect(keepApp, []);
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#main">
        {t('app.skip')}
      </a>
      {local ? <LocalStrip /> : null}
      <div className={styles['app']}>
        <Navigation />
        <div className={styles['column']}>
          <TopBar />
          <main id="main" ref={main} tabIndex={-1} className={styles['main']}>
            <Content match={match} />
          </main>
          <footer className={`${styles['footer']} noprint`}>{t('app.help')}</footer>
        </div>
      </div>
      <PhoneBar />
      <Shortcuts />
      <Toasts />
    </div>
  );
}
