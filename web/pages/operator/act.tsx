import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { Field } from '../../kit/form.tsx';
import { sayDone } from '../../kit/toast.tsx';

/** What an act sends: its reason, and what to call when it was answered. */
export type Sending = {
  readonly send: (reason: string, answered: (done: boolean) => void) => void;
  readonly busy: boolean;
  readonly error: Error | null;
};

export type ActProps = {
  readonly label: string;
  readonly question: string;
  /** What will be sent again, and what not. */
  readonly effect: string;
  readonly sending: Sending;
};

/** A button of the operator: what it does stands beside it and is asked once more, with the reason that the log keeps. */
export function Act({ label, question, effect, sending }: ActProps): ReactNode {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const answered = (done: boolean): void => {
    setAsked(false);
    sayDone(t(done ? 'operator.done' : 'operator.gone'));
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {label}
      </Button>
      {asked ? (
        <ConfirmDialog
          title={question}
          consequence={effect}
          yes={label}
          busy={sending.busy}
          error={sending.error}
          onNo={() => setAsked(false)}
          onYes={() => sending.send(reason, answered)}
        >
          <Field name="act-reason" label={t('operator.reason')} optional>
            {(control) => (
              <input
                {...control}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
            )}
          </Field>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
