import { type ComponentProps, type ReactNode, useState } from 'react';
import { LocalDate } from '#domain/time.ts';
import { useWords } from '../app/words.ts';
import styles from './date-input.module.css';

/**
 * A date from the browser's own picker. Browsers write it in the order of their own language, whatever the page's is: so
 * nothing is written while there is none, and the day that was chosen stands beside it in the reader's words.
 */
export function DateInput({ onChange, ...control }: Omit<ComponentProps<'input'>, 'type'>): ReactNode {
  const { day, weekday } = useWords();
  const [typed, setTyped] = useState(String(control.defaultValue ?? ''));
  const value = control.value === undefined ? typed : String(control.value);
  const chosen = LocalDate.safeParse(value);
  return (
    <span className={styles['date']}>
      <input
        {...control}
        type="date"
        data-empty={value === ''}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange?.(event);
        }}
      />
      <output htmlFor={control.id}>
        {chosen.success ? `${weekday(chosen.data)} ${day(chosen.data)}` : ''}
      </output>
    </span>
  );
}
