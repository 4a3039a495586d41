import { Button, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Sender, useSend } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { ErrorSummary, Field, useMistakes } from '../../kit/form.tsx';
import { sayDone } from '../../kit/toast.tsx';
import styles from './capital.module.css';
import { readDay } from './days.ts';
import { sumOf } from './legal-path.ts';
import { ToDraft } from './to-draft.tsx';

type View = Answer<'getMove'>;
type Act = 'record' | 'stop' | 'reverse';

const FIELDS = ['number', 'issuedOn', 'issuer'] as const;

type SignedProps = {
  readonly title: string;
  readonly consequence: string;
  readonly yes: string;
  readonly issuer: string;
  readonly moveId: View['move']['id'];
  readonly send: Sender<'recordDocument'> | Sender<'reverseMove'>;
  readonly done: string;
  readonly close: () => void;
};

/** Number, date and issuer of a signed document, typed from the paper. */
function SignedDialog(props: SignedProps): ReactNode {
  const { title, consequence, yes, issuer, moveId, send, done, close } = props;
  const { t } = useWords();
  const [typed, setTyped] = useState({ number: '', issuedOn: '', issuer });
  const mistakes = useMistakes(send.error, FIELDS);
  const submit = () =>
    send.mutate(
      { params: { moveId }, body: { ...typed, issuedOn: readDay(typed.issuedOn) } },
      {
        onSuccess: () => {
          sayDone(done);
          close();
        },
      },
    );
  return (
    <ConfirmDialog
      title={title}
      consequence={consequence}
      yes={yes}
      onYes={submit}
      onNo={close}
      busy={send.isPending}
    >
      <div className={styles['form']}>
        <ErrorSummary mistakes={mistakes} />
        {FIELDS.map((name) => (
          <Field key={name} name={name} label={t(`move.field.${name}`)} mistakes={mistakes}>
            {(control) => (
              <TextInput
                {...control}
                value={typed[name]}
                placeholder={name === 'issuedOn' ? 'dd/mm/yyyy' : ''}
                onChange={({ currentTarget: { value } }) => setTyped((now) => ({ ...now, [name]: value }))}
              />
            )}
          </Field>
        ))}
      </div>
    </ConfirmDialog>
  );
}

function StopDialog({ view, close }: { view: View; close: () => void }): ReactNode {
  const { t, exactDong } = useWords();
  const { id, donors } = view.move;
  const [reason, setReason] = useState('');
  const stop = useSend(API.stopMove);
  const mistakes = useMistakes(stop.error, ['reason']);
  return (
    <ConfirmDialog
      title={t('move.stop.title', { id })}
      consequence={t('move.stop.text', { amount: exactDong(sumOf(donors)) })}
      yes={t('move.act.stop')}
      busy={stop.isPending}
      onNo={close}
      onYes={() =>
        stop.mutate(
          { params: { moveId: id }, body: { reason } },
          {
            onSuccess: () => {
              sayDone(t('move.stop.done', { id }));
              close();
            },
          },
        )
      }
    >
      <div className={styles['form']}>
        <ErrorSummary mistakes={mistakes} />
        <Field name="reason" label={t('move.field.reason')} mistakes={mistakes}>
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              rows={3}
              maxLength={500}
              onChange={({ currentTarget: { value } }) => setReason(value)}
            />
          )}
        </Field>
      </div>
    </ConfirmDialog>
  );
}

function Dialog({ act, view, close }: { act: Act; view: View; close: () => void }): ReactNode {
  const { t, exactDong } = useWords();
  const { id, donors, status } = view.move;
  const amount = exactDong(sumOf(donors));
  const record = useSend(API.recordDocument);
  const reverse = useSend(API.reverseMove);
  if (act === 'stop') return <StopDialog view={view} close={close} />;
  const send = act === 'record' ? record : reverse;
  return (
    <SignedDialog
      title={t(`move.${act}.title`, { id })}
      consequence={t(`move.${act}.text`, { amount })}
      yes={t(`move.act.${act}`)}
      issuer={t(status === 'submitted' ? 'move.issuer.council' : 'move.issuer.committee')}
      moveId={id}
      send={send}
      done={t(`move.${act}.done`, { id })}
      close={close}
    />
  );
}

/** The acts that the move's status allows, and of them those that this person's office may take. */
function useActs({ move, approvals }: View) {
  const { mayAsk, person } = useSession();
  const { officeId } = person;
  const waiting = approvals.some(
    ({ status, kind, office }) =>
      status === 'open' && (kind === 'resolveMove' || kind === 'decideMove') && office === officeId,
  );
  return {
    record: waiting && mayAsk(API.recordDocument),
    stop: move.status === 'coolingOff' && move.stopped === undefined && mayAsk(API.stopMove),
    reverse: move.status === 'committed' && mayAsk(API.reverseMove),
    redraft:
      (move.status === 'drafted' || move.status === 'appraised') &&
      move.draftedBy === officeId &&
      mayAsk(API.redraftMove),
  };
}

export function MoveActs({ view }: { view: View }): ReactNode {
  const { t } = useWords();
  const [act, setAct] = useState<Act>();
  const may = useActs(view);
  return (
    <>
      {may.reverse ? (
        <Button variant="default" onClick={() => setAct('reverse')}>
          {t('move.act.reverse')}
        </Button>
      ) : null}
      {may.redraft ? <ToDraft search={{ move: view.move.id }}>{t('move.act.redraft')}</ToDraft> : null}
      {may.stop ? <Button onClick={() => setAct('stop')}>{t('move.act.stop')}</Button> : null}
      {may.record ? <Button onClick={() => setAct('record')}>{t('move.act.record')}</Button> : null}
      {act === undefined ? null : <Dialog act={act} view={view} close={() => setAct(undefined)} />}
    </>
  );
}
