import { IconCalendar, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { localDateOf } from '#domain/time.ts';
import { useClock, useSite } from '../site.tsx';
import { useWords } from '../words.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Mark } from './mark.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { Search } from './search.tsx';
import styles from './shell.module.css';

/** Only where the clock can be moved. */
const ClockMenu = lazy(async () => import('./clock-menu.tsx'));

function Clock(): ReactNode {
  const { weekday, day, timeOf } = useWords();
  const { local } = useSite();
  const clock = useClock(true);
  const { now } = clock;
  const date = localDateOf(now);
  const shown = (
    <>
      <IconCalendar aria-hidden size={18} stroke={1.9} />
      <time dateTime={now}>
        <span className={styles['weekday']}>{weekday(date)}, </span>
        <span className="num">{day(date)}</span> · <span className="num">{timeOf(now)}</span>
      </time>
    </>
  );
  const still = <span className={styles['clock']}>{shown}</span>;
  if (!local) return still;
  return (
    <Suspense fallback={still}>
      <ClockMenu clock={clock}>{shown}</ClockMenu>
    </Suspense>
  );
}

export function TopBar(): ReactNode {
  const { t } = useWords();
  const { local } = useSite();
  return (
    <section className={`${styles['top']} noprint`} aria-label={t('app.tools')}>
      <Link to="/" className={styles['home']} aria-label={t('app.name')}>
        <Mark size={32} />
      </Link>
      <Search />
      <span className={styles['grow']} />
      {local ? (
        <span className={styles['tag']} title={t('local.sample')}>
          <IconInfoCircle aria-hidden size={16} stroke={1.9} />
          <span>{t('local.sample')}</span>
        </span>
      ) : null}
      <Clock />
      <LanguageSwitch />
      <SchemeSwitch className={styles['icon']} />
    </section>
  );
}
