import type { ReactNode } from 'react';
import type { Counter } from '../area.ts';
import { useWords } from '../words.ts';
import { useCounts } from './desk.ts';
import styles from './shell.module.css';

/** A badge has room for two digits. */
const MOST = 99;

function Counted({ counter }: { counter: Counter }): ReactNode {
  const { t } = useWords();
  const n = useCounts()[counter];
  if (n === 0) return null;
  return (
    <span className={`${styles['count']} num`}>
      <span aria-hidden="true">{n > MOST ? `${MOST}+` : n}</span>
      <span className="vh">{t(`count.${counter}`, { n })}</span>
    </span>
  );
}

/** How much waits behind an entry; absent while nothing does. */
export function CountBadge({ counter }: { counter: Counter | undefined }): ReactNode {
  return counter === undefined ? null : <Counted counter={counter} />;
}
