/** A word about what was done, with a way to take it back. Never for errors: those stand where they happened. */
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useWords } from '../app/words.ts';
import styles from './toast.module.css';

type Toast = {
  readonly id: number;
  readonly text: string;
  readonly undo: (() => void) | undefined;
};

/** As long as undoing is possible. */
const SHOWN_MS = 30_000;
let toasts: readonly Toast[] = [];
let count = 0;
const watchers = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Says that something is done; `undo`, when given, is offered for thirty seconds. */
export function sayDone(text: string, undo?: () => void): void {
  count += 1;
  set([...toasts.slice(-2), { id: count, text, undo }]);
}

function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

function Shown({ toast }: { toast: Toast }): ReactNode {
  const { t } = useWords();
  const { id, text, undo } = toast;
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <li>
      <span>{text}</span>
      {undo === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            undo();
            dismiss(id);
          }}
        >
          {t('act.undo')}
        </button>
      )}
      <button type="button" onClick={() => dismiss(id)}>
        {t('app.close')}
      </button>
    </li>
  );
}

/** Where they appear; the shell draws it once. */
export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(watch, () => toasts);
  return (
    <div role="status" className={`${styles['toasts']} noprint`}>
      <ul>
        {shown.map((toast) => (
          <Shown key={toast.id} toast={toast} />
        ))}
      </ul>
    </div>
  );
}
