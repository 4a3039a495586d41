import type { ReactNode } from 'react';
import { useWords } from '../app/words.ts';
import styles from './select-cells.module.css';

/** The head of a column of marks: selects every row, or none. */
export function SelectAll(props: { all: boolean; some: boolean; toggle: () => void }): ReactNode {
  const { t } = useWords();
  const { all, some, toggle } = props;
  return (
    <th scope="col" className={styles['check']} data-select>
      <label>
        <input
          type="checkbox"
          aria-label={t('list.selectAll')}
          checked={all}
          ref={(box) => {
            if (box !== null) box.indeterminate = some && !all;
          }}
          onChange={toggle}
        />
      </label>
    </th>
  );
}

export type RowMark = { readonly label: string; readonly on: boolean; readonly toggle: () => void };

/** The mark of one row, which `label` names. */
export function SelectRow({ label, on, toggle }: RowMark): ReactNode {
  const { t } = useWords();
  return (
    <td className={styles['check']} data-select>
      <label>
        <input
          type="checkbox"
          aria-label={t('list.selectRow', { row: label })}
          checked={on}
          onChange={toggle}
        />
      </label>
    </td>
  );
}
