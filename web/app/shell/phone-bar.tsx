import { IconDots, IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { NavEntry } from '../area.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words.ts';
import { CountBadge } from './count-badge.tsx';
import { useNavigation } from './navigation-entries.ts';
import { SchemeSwitch } from './scheme-switch.tsx';
import styles from './shell.module.css';

/** A keyboard on the screen leaves less than this of its height. */
const KEYBOARD = 0.75;

function useKeyboardOpen(): boolean {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const view = window.visualViewport;
    const look = (): void => setOpen(view !== null && view.height < window.innerHeight * KEYBOARD);
    view?.addEventListener('resize', look);
    return () => view?.removeEventListener('resize', look);
  }, []);
  return open;
}

/** What has no place in the bar itself; Escape or a choice closes it. */
function More({ entries }: { entries: readonly NavEntry[] }): ReactNode {
  const { t } = useWords();
  const { signOut } = useSession();
  const [open, setOpen] = useState(false);
  const id = useId();
  const close = (): void => setOpen(false);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        onKeyDown={({ key }) => (key === 'Escape' ? close() : undefined)}
      >
        <IconDots aria-hidden size={22} stroke={1.9} />
        {t('app.more')}
      </button>
      <ul id={id} className={styles['more']} hidden={!open}>
        {entries.map(({ to, word, counts, icon: Icon }) => (
          <li key={to}>
            <Link to={to} onClick={close}>
              <Icon aria-hidden size={20} stroke={1.9} />
              {t(word)}
              <CountBadge counter={counts} />
            </Link>
          </li>
        ))}
        <li>
          <SchemeSwitch named />
        </li>
        <li>
          <button type="button" onClick={signOut}>
            <IconLogout aria-hidden size={20} stroke={1.9} />
            {t('signIn.out')}
          </button>
        </li>
      </ul>
    </>
  );
}

/** The phone's bar: at most three places, and the rest under "More". */
export function PhoneBar(): ReactNode {
  const { t } = useWords();
  const entries = useNavigation();
  const keyboard = useKeyboardOpen();
  const shown = entries.filter(({ phone }) => phone === true).slice(0, 3);
  const rest = entries.filter((entry) => !shown.includes(entry));
  if (keyboard) return null;
  return (
    <nav className={`${styles['phone']} noprint`} aria-label={t('app.phoneNav')}>
      {shown.map(({ to, word, short, counts, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <Icon aria-hidden size={22} stroke={1.9} />
          {t(short ?? word)}
          <CountBadge counter={counts} />
        </Link>
      ))}
      <More entries={rest} />
    </nav>
  );
}
