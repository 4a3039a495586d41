import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export type Tab = {
  readonly key: string;
  readonly label: string;
  readonly count?: string;
  /** The count asks for attention. */
  readonly urgent?: boolean;
  readonly link: LinkProps;
};

/** Parts of a page that have addresses of their own. */
export function Tabs({
  tabs,
  current,
  label,
}: {
  tabs: readonly Tab[];
  current: string;
  label: string;
}): ReactNode {
  return (
    <nav className={`${styles['tabs']} noprint`} aria-label={label}>
      {tabs.map(({ key, label: name, count, urgent = false, link }) => (
        <Link key={key} {...link} aria-current={key === current ? 'page' : undefined}>
          {name}
          {count === undefined ? null : (
            <span className={`${styles['count']} num`} data-urgent={urgent}>
              {count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
