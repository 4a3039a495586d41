import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Outcome } from '#domain/approval.ts';
import type { CaseView } from '#functions/api/case-view.ts';
import type { ApprovalView } from '#functions/api/views.ts';
import { useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card } from '../../kit/card.tsx';
import { DateInput } from '../../kit/date-input.tsx';
import { ErrorSummary, Field, useMistakes } from '../../kit/form.tsx';
import { sayDone } from '../../kit/toast.tsx';
import styles from './decide-card.module.css';
import { readLocalDate } from './typed.ts';

const NAMES = ['outcome', 'comment', 'doBy'] as const;

function Outcomes({
  ask,
  chosen,
  choose,
}: {
  ask: ApprovalView;
  chosen: Outcome | null;
  choose: (outcome: Outcome) => void;
}): ReactNode {
  const { t, outcomeName } = useWords();
  return (
    <fieldset className={styles['outcomes']} id="outcome">
      <legend>{t('decide.outcome')}</legend>
      {ask.outcomes.map((outcome) => (
        <label key={outcome}>
          <input
            type="radio"
            name="outcome"
            value={outcome}
            checked={chosen === outcome}
            onChange={() => choose(outcome)}
          />
          {outcomeName(ask.kind, outcome)}
        </label>
      ))}
    </fieldset>
  );
}

function DecideForm({ ask }: { ask: ApprovalView }): ReactNode {
  const { t } = useWords();
  const answers = ask.kind === 'answerQuestion';
  const [outcome, setOutcome] = useState<Outcome | null>(answers ? 'agree' : null);
  const [comment, setComment] = useState('');
  const [doBy, setDoBy] = useState('');
  const decide = useSend(API.recordDecision);
  const mistakes = useMistakes(decide.error, NAMES);
  const promises = ask.kind === 'clearBlocker' && outcome === 'agree';
  const send = (): void => {
    if (outcome === null) return;
    const { id: approvalId, shownHash } = ask;
    const date = promises && doBy !== '' ? { doBy: readLocalDate(doBy) } : {};
    const body = { outcome, comment, shownHash, ...date };
    decide.mutate({ params: { approvalId }, body }, { onSuccess: () => sayDone(t('decide.done')) });
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorSummary mistakes={mistakes} />
      {answers ? null : <Outcomes ask={ask} chosen={outcome} choose={setOutcome} />}
      {promises ? (
        <Field name="doBy" label={t('decide.doBy')} mistakes={mistakes}>
          {(control) => (
            <DateInput {...control} value={doBy} onChange={(event) => setDoBy(event.target.value)} />
          )}
        </Field>
      ) : null}
      <Field name="comment" label={t(answers ? 'decide.answer' : 'acts.reason')} mistakes={mistakes}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      <p className="kt-meta">{t('decide.notSigned')}</p>
      <div>
        <Button type="submit" loading={decide.isPending} disabled={outcome === null}>
          {t(answers ? 'decide.sendAnswer' : 'decide.send')}
        </Button>
      </div>
    </form>
  );
}

/** What the caller's own office is asked, to be answered here. */
export function DecideCard({ view }: { view: CaseView }): ReactNode {
  const { t, say, named, moment } = useWords();
  const ask = view.approvals.find(({ id }) => id === view.yourAsk);
  if (ask === undefined) return null;
  const open = view.questions.find(({ approvalId }) => approvalId === ask.id);
  return (
    <div className="noprint">
      <Card title={t('decide.title')} note={t('log.dueAt', { at: moment(ask.dueAt) })}>
        <p>
          {named('ask', ask.kind)} {say(ask.officeName)}.
        </p>
        {open === undefined ? null : <p className={styles['question']}>{open.question}</p>}
        <DecideForm key={ask.id} ask={ask} />
      </Card>
    </div>
  );
}
