import { IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useWords } from '../app/words.ts';
import styles from './filter-bar.module.css';

export type Filter = {
  /** Its name in the address. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

export type FilterBarProps = {
  readonly filters: readonly Filter[];
  /** What the address says, by name. */
  readonly values: Readonly<Record<string, string | number | undefined>>;
  /** Puts one filter into the address; undefined takes it out. */
  readonly set: (name: string, value: string | undefined) => void;
  readonly clear?: () => void;
  /** What stands at the end: density, export. */
  readonly children?: ReactNode;
};

/** Filters as the address has them: choosing one changes the address, and so the page. */
export function FilterBar({ filters, values, set, clear, children }: FilterBarProps): ReactNode {
  const { t } = useWords();
  const id = useId();
  const active = filters.some(({ name }) => values[name] !== undefined && values[name] !== '');
  return (
    <search className={`${styles['bar']} noprint`} aria-label={t('list.filter')}>
      {filters.map(({ name, label, options }) => (
        <span key={name} className={styles['filter']} data-active={(values[name] ?? '') !== ''}>
          <label htmlFor={`${id}-${name}`}>{label}</label>
          <select
            id={`${id}-${name}`}
            value={String(values[name] ?? '')}
            onChange={({ currentTarget }) => set(name, currentTarget.value || undefined)}
          >
            <option value="">{t('list.all')}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </span>
      ))}
      {active && clear !== undefined ? (
        <button type="button" className={styles['clear']} onClick={clear}>
          <IconX aria-hidden size={16} />
          {t('list.clear')}
        </button>
      ) : null}
      {children === undefined ? null : <span className={styles['end']}>{children}</span>}
    </search>
  );
}
