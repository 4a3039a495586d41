import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '../app/words.ts';
import styles from './data-table.module.css';

const CHOICE = 'kt_density';
const watchers = new Set<() => void>();

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Whether rows are dense (44 px) or roomy (66 px); remembered on this device, the same in every table. */
export function useDensity(): readonly [dense: boolean, set: (dense: boolean) => void] {
  const dense = useSyncExternalStore(watch, () => localStorage.getItem(CHOICE) === 'dense');
  const set = (next: boolean): void => {
    localStorage.setItem(CHOICE, next ? 'dense' : 'roomy');
    for (const tell of watchers) tell();
  };
  return [dense, set];
}

/** The switch "Thoáng / Gọn" for a toolbar. */
export function DensitySwitch(): ReactNode {
  const { t } = useWords();
  const [dense, setDense] = useDensity();
  return (
    <fieldset className={styles['density']} aria-label={t('list.density')}>
      <button type="button" aria-pressed={!dense} onClick={() => setDense(false)}>
        {t('list.roomy')}
      </button>
      <button type="button" aria-pressed={dense} onClick={() => setDense(true)}>
        {t('list.dense')}
      </button>
    </fieldset>
  );
}
