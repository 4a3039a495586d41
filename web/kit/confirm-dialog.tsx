import { Button } from '@mantine/core';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useProblemWords } from '../app/problem.ts';
import { useWords } from '../app/words.ts';
import { withCodes } from './code.tsx';
import styles from './confirm-dialog.module.css';

export type ConfirmDialogProps = {
  /** A question: "Chuyển hồ sơ lên Sở Xây dựng?" */
  readonly title: string;
  /** What follows from a yes. */
  readonly consequence: ReactNode;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly busy?: boolean;
  /** Why the last try did not succeed. */
  readonly error?: Error | null;
  /** Fields that the act needs. */
  readonly children?: ReactNode;
};

/** Asks before an act that others will notice, with the focus on the safe answer; Escape is no. Shown while it is drawn. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { title, consequence, yes, onYes, onNo, busy = false, error = null, children } = props;
  const { t } = useWords();
  const sentence = useProblemWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed while it is still in the page: only then the focus goes back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onYes();
        }}
      >
        <h2 id={`${id}-title`}>{withCodes(title)}</h2>
        <div id={`${id}-text`} className={styles['text']}>
          {consequence}
        </div>
        {children}
        {error === null ? null : (
          <p role="alert" className="kt-problem">
            {sentence(error)}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button type="submit" loading={busy}>
            {yes}
          </Button>
          <Button type="button" variant="default" onClick={onNo} autoFocus>
            {t('act.cancel')}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
