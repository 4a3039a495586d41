import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
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
  const row = useRef<HTMLElement>(null);
  const place = tabs.findIndex(({ key }) => key === current);
  // On a narrow page the row scrolls: the tab that is open is in sight.
  useLayoutEffect(() => {
    const tab = row.current?.children[place];
    if (row.current === null || !(tab instanceof HTMLElement)) return;
    row.current.scrollLeft = tab.offsetLeft + tab.offsetWidth - row.current.clientWidth;
  }, [place]);
  return (
    <nav ref={row} className={`${styles['tabs']} noprint`} aria-label={label}>
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
