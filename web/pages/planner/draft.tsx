import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { Field } from '../../kit/form.tsx';
import type { PlanShown } from './ask-plan.ts';
import styles from './planner.module.css';

type ReasonProps = {
  readonly reason: string;
  readonly missing: boolean;
  readonly put: (reason: string) => void;
};

function Reason({ reason, missing, put }: ReasonProps): ReactNode {
  const { t } = useWords();
  const mistakes = missing ? [{ name: 'reason', message: t('draft.missing.reason') }] : [];
  return (
    <Field name="reason" label={t('planner.reasonLabel')} mistakes={mistakes}>
      {(control) => (
        <textarea
          {...control}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => put(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** Leads from trying to the ordinary page: the plan's lines become the draft of a move, checked again by the server. */
export function DraftButton({ plan }: { plan: PlanShown }): ReactNode {
  const { t, exactDong, moment } = useWords();
  const { mayAsk } = useSession();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState(() =>
    plan.name === undefined
      ? t('planner.reason', { at: moment(plan.madeAt) })
      : t('planner.reasonNamed', { name: plan.name }),
  );
  const [tried, setTried] = useState(false);
  const send = useSend(API.draftPlan);
  if (!mayAsk(API.draftPlan) || plan.result.type !== 'plan' || plan.result.donors.length === 0) return null;
  if (send.data !== undefined) {
    return (
      <p role="status" className={styles['drafted']}>
        {t('planner.drafted', { move: send.data.id })}{' '}
        <Link to="/moves/$moveId" params={{ moveId: send.data.id }}>
          {t('planner.openMove')}
        </Link>
      </p>
    );
  }
  const draft = (): void => send.mutate({ params: { planId: plan.id }, body: { reason } });
  return (
    <>
      <Button className="noprint" onClick={() => setAsking(true)}>
        {t('planner.draft')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('planner.draftTitle')}
          consequence={t('planner.draftText', { amount: exactDong(plan.result.moved) })}
          yes={t('planner.draft')}
          busy={send.isPending}
          error={send.error}
          onNo={() => setAsking(false)}
          onYes={() => {
            setTried(true);
            if (reason.trim() === '') document.getElementById('reason')?.focus();
            else draft();
          }}
        >
          <Reason reason={reason} missing={tried && reason.trim() === ''} put={setReason} />
        </ConfirmDialog>
      ) : null}
    </>
  );
}
