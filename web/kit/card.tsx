import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useProblemWords } from '../app/problem.ts';
import { useWords } from '../app/words.ts';
import styles from './card.module.css';
import { withCodes } from './code.tsx';

export type CardProps = {
  readonly title: ReactNode;
  /** Beside the title: as of when, a legend. */
  readonly note?: ReactNode;
  /** On a phone only its title is shown until somebody opens it. */
  readonly folds?: boolean;
  readonly children: ReactNode;
};

/** The button that opens a folded card; only where a phone's width shows it. */
function Fold({ body, title, open, set }: FoldProps): ReactNode {
  const { t } = useWords();
  const Mark = open ? IconChevronUp : IconChevronDown;
  return (
    <button
      type="button"
      className={`${styles['fold']} noprint`}
      aria-expanded={open}
      aria-controls={body}
      aria-describedby={title}
      onClick={() => set(!open)}
    >
      <Mark aria-hidden size={18} stroke={1.9} />
      {t(open ? 'card.close' : 'card.open')}
    </button>
  );
}

type FoldProps = {
  readonly body: string;
  readonly title: string;
  readonly open: boolean;
  readonly set: (open: boolean) => void;
};

export function Card({ title, note, folds = false, children }: CardProps): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(!folds);
  return (
    <section className={`${styles['card']} kt-card`} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id}>{withCodes(title)}</h2>
        {note === undefined ? null : <div className={styles['note']}>{withCodes(note)}</div>}
        {folds ? <Fold body={`${id}-body`} title={id} open={open} set={setOpen} /> : null}
      </header>
      {folds ? (
        <div id={`${id}-body`} className={styles['body']} data-open={open}>
          {children}
        </div>
      ) : (
        children
      )}
    </section>
  );
}

/** Answers that come sooner show no sign of waiting. */
const PATIENCE_MS = 200;

const LINE_PX = 28;

/** Grey bars in about the final size. */
export function Skeleton({ lines = 3 }: { lines?: number }): ReactNode {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles['skeleton']} data-shown={shown} role="status">
      <span className="vh">{t('app.loading')}</span>
      <svg width="100%" height={lines * LINE_PX} aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => line * LINE_PX).map((top) => (
          <rect
            key={top}
            y={top}
            width={top + LINE_PX < lines * LINE_PX ? '100%' : '60%'}
            height="16"
            rx="4"
          />
        ))}
      </svg>
    </div>
  );
}

export type LoadedProps<Data> = {
  readonly result: Pick<UseQueryResult<Data>, 'data' | 'error'> & {
    readonly refetch: () => Promise<unknown>;
  };
  /** How many lines the skeleton has. */
  readonly lines?: number;
  /** Whether it is all that the page has, and not one part of several. */
  readonly whole?: boolean;
  readonly children: (data: Data) => ReactNode;
};

/** What an answer becomes: skeleton, then content; when it fails, why and a way to try again. Stale content stays. */
export function Loaded<Data>({ result, lines = 3, whole = false, children }: LoadedProps<Data>): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const { data, error, refetch } = result;
  if (data !== undefined) return children(data);
  if (error === null) return <Skeleton lines={lines} />;
  return (
    <div className={styles['failed']} role="alert">
      <p>
        {t(whole ? 'page.failed' : 'card.failed')} {sentence(error)}
      </p>
      <Button
        variant="default"
        onClick={() => {
          refetch().catch(() => undefined);
        }}
      >
        {t('error.retry')}
      </Button>
    </div>
  );
}
