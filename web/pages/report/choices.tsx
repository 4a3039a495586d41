import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { findPersonalData } from '#domain/personal-data.ts';
import { useWords } from '../../app/words.ts';
import { withCodes } from '../../kit/code.tsx';
import form from '../../kit/form.module.css';
import type { Mistake } from '../../kit/form.tsx';
import styles from './report.module.css';

export type Choice<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly hint?: ReactNode;
};

/** Radio buttons as large cards; nothing is chosen beforehand. What is wrong stands above them. */
export function Choices<Value extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | undefined;
  readonly onChoose: (value: Value) => void;
  /** Where no heading above asks the same. */
  readonly legendShown?: boolean;
  readonly mistakes?: readonly Mistake[];
}): ReactNode {
  const { name, legend, choices, value, onChoose, legendShown = false, mistakes = [] } = props;
  const wrong = mistakes.filter((mistake) => mistake.name === name);
  return (
    <fieldset
      className={styles['choices']}
      id={name}
      aria-describedby={`${name}-error`}
      data-wrong={wrong.length > 0}
    >
      <legend className={legendShown ? styles['legend'] : 'vh'}>{legend}</legend>
      <p id={`${name}-error`} className={form['error']}>
        {wrong.map(({ message }) => message).join(' ')}
      </p>
      {choices.map((choice) => (
        <label key={choice.value} className={styles['choice']} data-chosen={choice.value === value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            <b>{choice.label}</b>
            {choice.hint === undefined ? null : (
              <span className={styles['choiceHint']}>{withCodes(choice.hint)}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Says what looks like personal data, and where; it never stands in the way. */
export function PersonalDataWarning({ text }: { text: string }): ReactNode {
  const { t } = useWords();
  const found = findPersonalData(text);
  return (
    <div role="status">
      {found.length === 0 ? null : (
        <p className={styles['warning']}>
          <IconAlertTriangle aria-hidden size={20} stroke={1.8} />
          <span>
            {found
              .map(({ kind, from, to }) => t(`report.personal.${kind}`, { found: text.slice(from, to) }))
              .join(' ')}{' '}
            {t('report.personal.out')}
          </span>
        </p>
      )}
    </div>
  );
}
