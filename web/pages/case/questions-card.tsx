import { IconCircleCheck, IconCircleDashed, IconClockX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CaseView, QuestionView } from '#functions/api/case-view.ts';
import { useWords } from '../../app/words.ts';
import { Badge } from '../../kit/badge.tsx';
import { Card } from '../../kit/card.tsx';
import styles from './questions-card.module.css';

function State({ state }: { state: QuestionView['state'] }): ReactNode {
  const { t } = useWords();
  if (state === 'open')
    return (
      <Badge tone="due" icon={IconCircleDashed}>
        {t('qa.todo')}
      </Badge>
    );
  if (state === 'answered')
    return (
      <Badge tone="done" icon={IconCircleCheck}>
        {t('qa.done')}
      </Badge>
    );
  return (
    <Badge tone="quiet" icon={IconClockX}>
      {t('qa.unanswered')}
    </Badge>
  );
}

function Thread({ thread }: { thread: QuestionView }): ReactNode {
  const { t, say, dayOf, moment } = useWords();
  const { question, askedBy, askedAt, officeName, dueAt, state, answer, answeredAt } = thread;
  return (
    <li data-state={state}>
      <State state={state} />
      <div>
        <p className={styles['question']}>{question}</p>
        <small>{t('qa.asked', { office: say(askedBy), day: dayOf(askedAt) })}</small>
        {state === 'open' && officeName !== null && dueAt !== null ? (
          <small>{t('qa.due', { office: say(officeName), at: moment(dueAt) })}</small>
        ) : null}
        {answer === null || answeredAt === null ? null : (
          <p className={styles['answer']}>{t('qa.answered', { day: dayOf(answeredAt), answer })}</p>
        )}
      </div>
    </li>
  );
}

/** Questions to the reporter, as things to do and things done; the newest first. */
export function QuestionsCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useWords();
  const { questions } = view;
  if (questions.length === 0) return null;
  const open = questions.filter(({ state }) => state === 'open').length;
  return (
    <Card title={t('qa.title')} note={open === 0 ? undefined : t('qa.note', { open })}>
      <ol className={styles['threads']}>
        {questions.toReversed().map((thread) => (
          <Thread key={thread.askedAt} thread={thread} />
        ))}
      </ol>
    </Card>
  );
}
