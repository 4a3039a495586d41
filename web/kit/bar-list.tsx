import type { ReactNode } from 'react';
import styles from './bar-list.module.css';
import { Go } from './go.tsx';

export type BarRow = {
  readonly key: string;
  readonly label: string;
  readonly note?: ReactNode;
  /** Where the row leads: the list behind its figure. */
  readonly href?: string;
  readonly value: number;
  /** The part of it that lies idle, drawn hatched. */
  readonly idle?: number;
  readonly shown: ReactNode;
};

/** Amounts or counts beside each other, each a bar and its figure in words. */
export function BarList({ rows }: { rows: readonly BarRow[] }): ReactNode {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <div className={styles['list']}>
      <ul>
        {rows.map(({ key, label, note, href, value, idle = 0, shown }) => (
          <li key={key}>
            <span className={styles['label']}>
              {href === undefined ? label : <Go href={href}>{label}</Go>}
              {note === undefined ? null : <small>{note}</small>}
            </span>
            <span className={`${styles['track']} kt-bar`} aria-hidden="true">
              <i data-part="absorbable" style={{ width: `${((value - idle) / most) * 100}%` }} />
              <i data-part="idle" className="hatch" style={{ width: `${(idle / most) * 100}%` }} />
            </span>
            <b className={styles['value']}>{shown}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
