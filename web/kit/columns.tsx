import type { ReactNode } from 'react';
import styles from './columns.module.css';

/** Cards in a main column and a narrow one beside it; below 1024 px the narrow one goes under the main. */
export function Columns({ side, children }: { side: ReactNode; children: ReactNode }): ReactNode {
  return (
    <div className={styles['columns']}>
      <div className={styles['column']}>{children}</div>
      <div className={styles['column']}>{side}</div>
    </div>
  );
}
