import type { ReactNode } from 'react';
import { sharesOf } from '#domain/format.ts';
import { useWords } from '../app/words.ts';
import styles from './capital-bar.module.css';
import { Money } from './figures.tsx';
import { Go } from './go.tsx';

/** Three figures of one plan in đồng; their sum is the plan. */
export type CapitalParts = {
  readonly disbursed: number;
  readonly absorbable: number;
  readonly idle: number;
};

const PARTS = [
  { name: 'disbursed', word: 'capital.disbursed' },
  { name: 'absorbable', word: 'capital.absorbable' },
  { name: 'idle', word: 'capital.idle' },
] as const;

/** Water and silt: what flowed (solid), what can still flow (lighter), what lies idle (hatched). Said again in words. */
export function CapitalBar({
  parts,
  thin = false,
  lists = {},
}: {
  parts: CapitalParts;
  thin?: boolean;
  /** Where the projects behind a figure are listed. */
  lists?: Readonly<Partial<Record<keyof CapitalParts, string>>>;
}): ReactNode {
  const { t, percent } = useWords();
  const shares = sharesOf(PARTS.map(({ name }) => parts[name]));
  return (
    <div>
      <div className={`${styles['bar']} kt-bar`} data-thin={thin} aria-hidden="true">
        {PARTS.filter(({ name }) => parts[name] > 0).map(({ name }) => (
          <i
            key={name}
            data-part={name}
            className={name === 'idle' ? 'hatch' : undefined}
            style={{ flexGrow: parts[name] }}
          />
        ))}
      </div>
      <ul className={styles['legend']}>
        {PARTS.map(({ name, word }, index) => (
          <li key={name}>
            <span className={styles['name']}>
              <i data-part={name} className={name === 'idle' ? 'hatch' : undefined} aria-hidden="true" />
              {lists[name] === undefined ? t(word) : <Go href={lists[name]}>{t(word)}</Go>}
            </span>
            <b>
              <Money amount={parts[name]} short />
            </b>{' '}
            <small>{percent(shares[index] ?? 0)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
