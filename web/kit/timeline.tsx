import type { ReactNode } from 'react';
import { withCodes } from './code.tsx';
import styles from './timeline.module.css';

export type TimelineEntry = {
  readonly key: string;
  readonly title: ReactNode;
  /** When, and what else is known. */
  readonly meta?: ReactNode;
  readonly body?: ReactNode;
  /** `next` has not happened yet; `now` is where it stands; `late` is why. */
  readonly kind?: 'past' | 'now' | 'late' | 'next';
};

/** What happened, newest first, with the next automatic event on top. */
export function Timeline({
  entries,
  label,
}: {
  entries: readonly TimelineEntry[];
  label: string;
}): ReactNode {
  return (
    <ol className={styles['line']} aria-label={label}>
      {entries.map(({ key, title, meta, body, kind = 'past' }) => (
        <li key={key} data-kind={kind}>
          <div className={styles['title']}>{withCodes(title)}</div>
          {meta === undefined ? null : <div className="kt-meta">{withCodes(meta)}</div>}
          {body}
        </li>
      ))}
    </ol>
  );
}
