import { IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NavEntry } from '../area.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words.ts';
import { CountBadge } from './count-badge.tsx';
import { usePostName } from './desk.ts';
import { Mark } from './mark.tsx';
import { useNavigation } from './navigation-entries.ts';
import styles from './shell.module.css';

/** Whether another entry leads further down the same path: then only the very page is this entry's. */
function isAbove(to: string, entries: readonly NavEntry[]): boolean {
  return to === '/' || entries.some((other) => other.to.startsWith(`${to}/`));
}

function EntryLink({ entry }: { entry: NavEntry }): ReactNode {
  const { t } = useWords();
  const all = useNavigation();
  const { to, word, short, icon: Icon } = entry;
  return (
    <Link
      to={to}
      className={styles['entry']}
      activeOptions={{ exact: isAbove(to, all), includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      <Icon aria-hidden size={20} stroke={1.9} />
      <span className={styles['long']}>{t(word)}</span>
      <span className={styles['short']} aria-hidden="true">
        {t(short ?? word)}
      </span>
      <CountBadge counter={entry.counts} />
    </Link>
  );
}

/** Two letters that stand for a post: "Văn phòng UBND Thành phố" → "VP". */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}

function Me(): ReactNode {
  const { t } = useWords();
  const { person, signOut } = useSession();
  const name = usePostName();
  const [role] = person.roles;
  return (
    <div className={styles['me']}>
      <div className={styles['avatar']} aria-hidden="true">
        {initials(name)}
      </div>
      <div className={styles['who']}>
        <b>{name}</b>
        {role === undefined ? null : <small>{t('me.role', { role: t(`role.${role}`) })}</small>}
      </div>
      <button
        type="button"
        className={styles['out']}
        onClick={signOut}
        aria-label={t('signIn.out')}
        title={t('signIn.out')}
      >
        <IconLogout aria-hidden size={20} stroke={1.9} />
      </button>
    </div>
  );
}

export function Navigation(): ReactNode {
  const { t } = useWords();
  const entries = useNavigation();
  const upper = entries.filter(({ place }) => place < 100);
  const lower = entries.filter(({ place }) => place >= 100);
  return (
    <header className={`${styles['nav']} noprint`}>
      <Link to="/" className={styles['brand']}>
        <Mark />
        <span>
          <b>{t('app.name')}</b>
          <small>{t('app.tagline')}</small>
        </span>
      </Link>
      <nav aria-label={t('app.nav')}>
        {[upper, lower]
          .filter((part) => part.length > 0)
          .map((part) => (
            <ul key={part[0]?.to}>
              {part.map((entry) => (
                <li key={entry.to}>
                  <EntryLink entry={entry} />
                </li>
              ))}
            </ul>
          ))}
      </nav>
      <Me />
    </header>
  );
}
