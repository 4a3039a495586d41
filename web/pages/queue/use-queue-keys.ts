import { useMemo, useRef } from 'react';
import { type KeyMap, useKeys } from '../../app/keys.ts';
import { useWords } from '../../app/words.ts';
import type { Act } from '../case/act-commands.ts';
import type { QueueRow } from './queue-data.ts';

export type QueueKeys = {
  readonly rows: readonly QueueRow[];
  readonly current: string | undefined;
  readonly setCurrent: (id: string) => void;
  /** Absent for whoever only looks. */
  readonly toggle: ((id: string) => void) | undefined;
  readonly act: ((act: Act, row: QueueRow) => void) | undefined;
  /** A case stands beside the list. */
  readonly looked: boolean;
  readonly close: () => void;
};

/** The title of the row takes the focus: a screen reader reads it, Enter opens it, Space looks at it. */
function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`tr[data-case="${id}"] th a`)?.focus();
}

function step(keys: QueueKeys, by: 1 | -1): void {
  const { rows, current, setCurrent } = keys;
  const at = rows.findIndex(({ id }) => id === current);
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  if (next === undefined) return;
  setCurrent(next.id);
  focusRow(next.id);
}

/** j, k: rows; x: choose; u, e, p: act on the row; g too while a case stands beside the list (otherwise g goes to other pages). */
export function useQueueKeys(keys: QueueKeys): void {
  const { t } = useWords();
  const latest = useRef(keys);
  latest.current = keys;
  const { looked } = keys;
  const leads = keys.act !== undefined;
  const map = useMemo((): KeyMap => {
    const onRow = (use: (row: QueueRow, now: QueueKeys) => void) => () => {
      const now = latest.current;
      const row = now.rows.find(({ id }) => id === now.current);
      if (row !== undefined) use(row, now);
    };
    const act = (name: Act) => onRow((row, now) => now.act?.(name, row));
    return {
      j: { word: t('keys.down'), act: () => step(latest.current, 1) },
      k: { word: t('keys.up'), act: () => step(latest.current, -1) },
      ...(leads
        ? {
            x: { word: t('keys.choose'), act: onRow((row, now) => now.toggle?.(row.id)) },
            u: { word: t('bulk.urge'), act: act('urge') },
            e: { word: t('keys.escalate'), act: act('escalate') },
            p: { word: t('keys.pause'), act: act('pause') },
            ...(looked ? { g: { word: t('bulk.reassign'), act: act('reassign') } } : {}),
          }
        : {}),
      ...(looked ? { Escape: { word: t('peek.close'), act: () => latest.current.close() } } : {}),
    };
  }, [t, leads, looked]);
  useKeys(map);
}
