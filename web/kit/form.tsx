/** Fields that say what is wrong beside them and on top; what was typed stays. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { ApiProblem } from '../app/api.ts';
import { useProblemWords } from '../app/problem.ts';
import { useWords } from '../app/words.ts';
import { withCodes } from './code.tsx';
import styles from './form.module.css';

/** Something wrong with the field `name`; with an empty name, with the whole. */
export type Mistake = { readonly name: string; readonly message: string };

/** `donors.0.amount` belongs to `donors.0.amount`, else to the field named by its last part. */
function nameOf(names: readonly string[], path: string): string {
  return names.find((name) => name === path) ?? names.find((name) => name === path.split('.').at(-1)) ?? '';
}

/** What the API found wrong, by the names of a form's fields; what is no field's fault has an empty name. */
export function useMistakes(error: unknown, names: readonly string[]): readonly Mistake[] {
  const { t } = useWords();
  const sentence = useProblemWords();
  if (error === null || error === undefined) return [];
  if (!(error instanceof ApiProblem) || error.fields.length === 0) {
    return [{ name: '', message: `${sentence(error)} ${t('form.kept')}` }];
  }
  return error.fields.map(({ path, message }) => ({ name: nameOf(names, path), message }));
}

type Asked = { readonly name: string; readonly label: string; readonly value: string };

/** What is asked for and not filled in, each under the name that the form gives it. */
export function useStillEmpty(): (asked: readonly Asked[]) => readonly Mistake[] {
  const { t } = useWords();
  return (asked) =>
    asked
      .filter(({ value }) => value.trim() === '')
      .map(({ name, label }) => ({ name, message: t('form.empty', { field: label }) }));
}

export type ErrorSummaryProps = {
  readonly mistakes: readonly Mistake[];
  /** No where the first fault itself has it. */
  readonly takesFocus?: boolean;
};

/** What is wrong, linked to its fields (`id` of a field = its name); takes the focus when it appears. */
export function ErrorSummary({ mistakes, takesFocus = true }: ErrorSummaryProps): ReactNode {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const some = mistakes.length > 0;
  useEffect(() => {
    if (some && takesFocus) box.current?.focus();
  }, [some, takesFocus]);
  if (!some) return null;
  const whole = mistakes.every(({ name }) => name === '');
  return (
    <div ref={box} className={styles['summary']} role="alert" tabIndex={-1} aria-labelledby={id}>
      <h2 id={id}>{whole ? t('form.refused') : t('form.problems', { n: mistakes.length })}</h2>
      <ul>
        {mistakes.map(({ name, message }) => (
          <li key={`${name} ${message}`}>
            {name === '' ? message : <a href={`#${name}`}>{withCodes(message)}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

export type FieldProps = {
  /** Also the id of the control, so that the summary can lead to it. */
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
  readonly mistakes?: readonly Mistake[];
  /** The control: gets `id`, `name`, `aria-describedby`, `aria-invalid`. */
  readonly children: (control: ControlProps) => ReactNode;
};
export type ControlProps = {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
};

/** Label, hint, control and the place for what is wrong, tied together for screen readers. */
export function Field({
  name,
  label,
  hint,
  optional = false,
  mistakes = [],
  children,
}: FieldProps): ReactNode {
  const { t } = useWords();
  const wrong = mistakes.filter((mistake) => mistake.name === name);
  const control = {
    id: name,
    name,
    'aria-describedby': `${name}-hint ${name}-error`,
    'aria-invalid': wrong.length > 0,
    'aria-required': !optional,
  };
  return (
    <div className={styles['field']} data-wrong={wrong.length > 0}>
      <label htmlFor={name}>
        {label}
        {optional ? <span className="kt-meta"> ({t('form.optional')})</span> : null}
      </label>
      <p id={`${name}-hint`} className={styles['hint']}>
        {hint}
      </p>
      <p id={`${name}-error`} className={styles['error']}>
        {wrong.map(({ message }) => message).join(' ')}
      </p>
      {children(control)}
    </div>
  );
}
