/** What is broken, each with its cause in words and what its button sends again. */
import { IconAlertOctagon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OperatorHealth } from '#functions/api/contract-operator.ts';
import { useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { Badge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import { CopyButton } from '../../kit/copy-button.tsx';
import { Moment } from '../../kit/figures.tsx';
import { Go } from '../../kit/go.tsx';
import { Act, type Sending } from './act.tsx';
import styles from './operator.module.css';

type Task = OperatorHealth['tasks'][number];
type Failed = OperatorHealth['executions'][number];
type Stuck = OperatorHealth['stuck'][number];

/** An id that is copied with one click. */
export function Id({ text }: { text: string }): ReactNode {
  return (
    <span className={styles['id']}>
      {text}
      <CopyButton text={text} />
    </span>
  );
}

/** What only whoever reads logs can use: codes to copy, and the words of the service that failed; folded away. */
function Technical({ id, failure = '' }: { id: string; failure?: string }): ReactNode {
  const { t } = useWords();
  return (
    <details className={styles['technical']}>
      <summary>{t('operator.technical')}</summary>
      <Id text={id} />
      {failure === '' ? null : (
        <>
          <pre className={styles['cause']}>{failure}</pre>
          <CopyButton text={failure} label={t('operator.copyFailure')} />
        </>
      )}
    </details>
  );
}

/** The case or the move that it is about, as a way there. */
function About({ caseId, moveId }: { caseId: string | null; moveId: string | null }): ReactNode {
  if (caseId !== null) return <Go href={`/cases/${caseId}`}>{caseId}</Go>;
  return moveId === null ? null : <Go href={`/moves/${moveId}`}>{moveId}</Go>;
}

/** What going on would do, in a sentence. */
function useEffectWords(): (recovery: Task['recovery']) => string {
  const { t, say, moment } = useWords();
  return (recovery) => {
    if (recovery.next === 'waits') {
      return t('recovery.waits', { office: say(recovery.officeName), at: moment(recovery.dueAt) });
    }
    if (recovery.next === 'pauses') return t('recovery.pauses', { at: moment(recovery.until) });
    return t(`recovery.${recovery.next}`);
  };
}

/** Sends, and says whether this was the one that did it. */
function sendingOf<Input>(
  act: {
    mutate: (input: Input, on: { onSuccess: (answer: { readonly done: boolean }) => void }) => void;
    isPending: boolean;
    error: Error | null;
  },
  inputOf: (reason: string) => Input,
): Sending {
  return {
    busy: act.isPending,
    error: act.error,
    send: (reason, answered) => act.mutate(inputOf(reason), { onSuccess: ({ done }) => answered(done) }),
  };
}

function TaskItem({ task }: { task: Task }): ReactNode {
  const { t, say } = useWords();
  const { mayAsk } = useSession();
  const words = useEffectWords();
  const decide = useSend(API.recordDecision);
  const { approvalId, shownHash, title, facts, askedAt, recovery } = task;
  const effect = words(recovery);
  const sending: Sending = {
    busy: decide.isPending,
    error: decide.error,
    send: (comment, answered) =>
      decide.mutate(
        { params: { approvalId }, body: { outcome: 'agree', comment, shownHash } },
        { onSuccess: () => answered(true) },
      ),
  };
  return (
    <li className={styles['item']}>
      <div className={styles['head']}>
        <h3>{say(title)}</h3>
        <Moment at={askedAt} />
      </div>
      <dl className={styles['facts']}>
        {facts.map(({ label, value }) => (
          <Fact key={label.vi} label={say(label)} value={say(value)} />
        ))}
      </dl>
      <p className={styles['effect']}>{effect}</p>
      <div className={styles['head']}>
        <About caseId={task.caseId} moveId={task.moveId} />
        {mayAsk(API.restartExecution) ? (
          <Act
            label={t('operator.restart')}
            question={t('operator.confirm.restart')}
            effect={effect}
            sending={sending}
          />
        ) : null}
      </div>
    </li>
  );
}

function Fact({ label, value }: { label: string; value: string }): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function FailedItem({ failed }: { failed: Failed }): ReactNode {
  const { t, named } = useWords();
  const { mayAsk } = useSession();
  const words = useEffectWords();
  const restart = useSend(API.restartExecution);
  const { arn, machine, name, status, endedAt, startedAt, error, cause, causeKind, caseId, recovery } =
    failed;
  const effect = machine === 'sweep-portfolio' ? t('recovery.sweep') : words(recovery);
  return (
    <li className={styles['item']}>
      <div className={styles['head']}>
        <h3>
          {named('machine', machine)} <About caseId={caseId} moveId={null} />
        </h3>
        <Badge tone="overdue" icon={IconAlertOctagon}>
          {named('runStatus', status)}
        </Badge>
      </div>
      <p className="kt-meta">
        <Moment at={endedAt ?? startedAt} />
      </p>
      <p>{t(`cause.kind.${causeKind}`)}</p>
      <p className={styles['effect']}>{effect}</p>
      <div className={styles['head']}>
        <Technical id={name} failure={[error, cause].filter((part) => part !== '').join('\n')} />
        {mayAsk(API.restartExecution) ? (
          <Act
            label={t('operator.restart')}
            question={t('operator.confirm.restart')}
            effect={effect}
            sending={sendingOf(restart, (reason) => ({ body: { arn, reason } }))}
          />
        ) : null}
      </div>
    </li>
  );
}

function StuckItem({ ask }: { ask: Stuck }): ReactNode {
  const { t, say, named, moment } = useWords();
  const { mayAsk } = useSession();
  const wake = useSend(API.wakeAsk);
  const { approvalId, kind, officeName, caseId, moveId, expiresAt } = ask;
  return (
    <li className={styles['item']}>
      <div className={styles['head']}>
        <h3>{`${named('approvalKind', kind)} · ${say(officeName)}`}</h3>
        <span>{t('operator.since', { at: moment(expiresAt) })}</span>
      </div>
      <p className={styles['effect']}>{t('recovery.wake')}</p>
      <div className={styles['head']}>
        <About caseId={caseId} moveId={moveId} />
        {mayAsk(API.wakeAsk) ? (
          <Act
            label={t('operator.wake')}
            question={t('operator.confirm.wake')}
            effect={t('recovery.wake')}
            sending={sendingOf(wake, (reason) => ({ body: { approvalId, reason } }))}
          />
        ) : null}
      </div>
    </li>
  );
}

function LateItem({ effect }: { effect: OperatorHealth['outbox'][number] }): ReactNode {
  const { t, named, moment } = useWords();
  const { mayAsk } = useSession();
  const again = useSend(API.sendEffectAgain);
  const { id, type, about, queuedAt } = effect;
  const what = `${named('effectType', type)} · ${about}`;
  return (
    <li className={styles['item']}>
      <div className={styles['head']}>
        <h3>{what}</h3>
        <span>{t('operator.since', { at: moment(queuedAt) })}</span>
      </div>
      <div className={styles['head']}>
        <Technical id={id} />
        {mayAsk(API.sendEffectAgain) ? (
          <Act
            label={t('operator.again')}
            question={t('operator.confirm.again')}
            effect={what}
            sending={sendingOf(again, (reason) => ({ body: { id, reason } }))}
          />
        ) : null}
      </div>
    </li>
  );
}

type Queue = OperatorHealth['letters'][number];

function LetterItem({
  queue,
  letter,
}: {
  queue: Queue['queue'];
  letter: Queue['letters'][number];
}): ReactNode {
  const { t, named } = useWords();
  const { mayAsk } = useSession();
  const again = useSend(API.sendLetterAgain);
  const effect = t(`letter.${queue}`);
  return (
    <li className={styles['item']}>
      <div className={styles['head']}>
        <h3>{named('letterQueue', queue)}</h3>
        <Moment at={letter.sentAt} />
      </div>
      <p className={styles['effect']}>{effect}</p>
      <div className={styles['head']}>
        <Technical id={letter.id} />
        {mayAsk(API.sendLetterAgain) ? (
          <Act
            label={t('operator.again')}
            question={t('operator.confirm.again')}
            effect={effect}
            sending={sendingOf(again, (reason) => ({ body: { queue, id: letter.id, reason } }))}
          />
        ) : null}
      </div>
    </li>
  );
}

/** A list of what is broken in one way; nothing when nothing is. */
function Part({ title, children }: { title: string; children: readonly ReactNode[] }): ReactNode {
  if (children.length === 0) return null;
  return (
    <Card title={title}>
      <ul className={styles['list']}>{children}</ul>
    </Card>
  );
}

export function Broken({ health }: { health: OperatorHealth }): ReactNode {
  const { t } = useWords();
  const { tasks, executions, stuck, outbox, letters } = health;
  const lying = letters.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Part title={t('operator.tasks', { n: tasks.length })}>
        {tasks.map((task) => (
          <TaskItem key={task.approvalId} task={task} />
        ))}
      </Part>
      <Part title={t('operator.executions', { n: executions.length })}>
        {executions.map((failed) => (
          <FailedItem key={failed.arn} failed={failed} />
        ))}
      </Part>
      <Part title={t('operator.stuck', { n: stuck.length })}>
        {stuck.map((ask) => (
          <StuckItem key={ask.approvalId} ask={ask} />
        ))}
      </Part>
      <Part title={t('operator.outbox', { n: outbox.length })}>
        {outbox.map((effect) => (
          <LateItem key={effect.id} effect={effect} />
        ))}
      </Part>
      <Part title={t('operator.letters', { n: lying })}>
        {letters.flatMap((queue) =>
          queue.letters.map((letter) => <LetterItem key={letter.id} queue={queue.queue} letter={letter} />),
        )}
      </Part>
    </>
  );
}
