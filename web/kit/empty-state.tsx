import type { ReactNode } from 'react';
import { withCodes } from './code.tsx';
import styles from './empty-state.module.css';

/** Nothing to show: says so, says what is next, offers the one thing that helps. */
export function EmptyState({ text, children }: { text: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <div className={styles['empty']}>
      <p>{withCodes(text)}</p>
      {children}
    </div>
  );
}
