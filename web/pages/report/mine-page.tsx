import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { QuestionView, ReportSummary } from '#functions/api/contract-reports.ts';
import { usePages, useSend } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { StatusBadge } from '../../kit/badge.tsx';
import { Card, Loaded } from '../../kit/card.tsx';
import { withCodes } from '../../kit/code.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { ErrorSummary, Field, useMistakes } from '../../kit/form.tsx';
import { Go } from '../../kit/go.tsx';
import { MoreButton } from '../../kit/more-button.tsx';
import { Page } from '../../kit/page.tsx';
import { sayDone } from '../../kit/toast.tsx';
import styles from './report.module.css';

/** The question itself is a fact of what was asked. */
function questionIn({ approval }: QuestionView, language: 'vi' | 'en'): string | undefined {
  const labels = ['Câu hỏi', 'Question'];
  return approval.shown.facts.find(({ label }) => labels.includes(label.vi))?.value[language];
}

function Answering({ question }: { question: QuestionView }): ReactNode {
  const { t } = useWords();
  const send = useSend(API.recordDecision);
  const [comment, setComment] = useState('');
  const { approval } = question;
  const confirms = approval.kind === 'confirmCleared';
  const name = `comment-${approval.id}`;
  const mistakes = useMistakes(send.error, [name]);
  const decide = (outcome: 'agree' | 'decline'): void => {
    const body = { outcome, comment, shownHash: approval.shownHash };
    send.mutate(
      { params: { approvalId: approval.id }, body },
      { onSuccess: () => sayDone(t('mine.answered')) },
    );
  };
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <Field
        name={name}
        label={t(confirms ? 'mine.why' : 'mine.answer')}
        mistakes={mistakes}
        optional={confirms}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className={styles['row']}>
        <Button loading={send.isPending} onClick={() => decide('agree')}>
          {t(confirms ? 'mine.cleared' : 'mine.sendAnswer')}
        </Button>
        {confirms ? (
          <Button variant="default" disabled={send.isPending} onClick={() => decide('decline')}>
            {t('mine.notCleared')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Question({ question }: { question: QuestionView }): ReactNode {
  const { t, say, named, moment, language } = useWords();
  const { approval, projectName, category } = question;
  const asked = questionIn(question, language);
  const answers = approval.kind === 'answerQuestion' || approval.kind === 'confirmCleared';
  return (
    <li className={styles['ask']}>
      <div>
        <h3>{say(projectName)}</h3>
        <p className="kt-meta">
          {named('category', category)} · {t('mine.due', { at: moment(approval.dueAt) })}
        </p>
      </div>
      <p className={styles['question2']}>
        {asked ?? (approval.kind === 'confirmCleared' ? t('mine.confirm') : say(approval.shown.title))}
      </p>
      {answers ? (
        <Answering question={question} />
      ) : (
        <Go href={`/cases/${approval.caseId ?? ''}`}>{t('mine.openAsk')}</Go>
      )}
    </li>
  );
}

function Reported({ report }: { report: ReportSummary }): ReactNode {
  const { t, say, named, moment } = useWords();
  const { projectId, blockerId, projectName, category, description, reportedAt, version, caseId, status } =
    report;
  return (
    <li>
      <Link to="/report/$projectId/$blockerId" params={{ projectId, blockerId }}>
        {say(projectName)}
      </Link>
      <span>{description}</span>
      <span className="kt-meta">
        {named('category', category)} · {moment(reportedAt)}
        {version > 1 ? ` · ${t('mine.version', { n: version })}` : ''} ·{' '}
        {caseId === null ? t('mine.noCase') : withCodes(caseId)}
      </span>
      {status === null ? null : (
        <span>
          <StatusBadge of="caseStatus" status={status} />
        </span>
      )}
    </li>
  );
}

/** What the office reported, and what it is asked about it. */
export function MinePage(): ReactNode {
  const { t } = useWords();
  const questions = usePages(API.listQuestions);
  const reports = usePages(API.listReports);
  const waiting = questions.items.length;
  const title = waiting === 0 ? t('mine.title') : t('mine.titleAsked', { n: waiting });
  return (
    <Page
      title={title}
      actions={
        <Button component={Link} to="/report">
          {t('nav.report')}
        </Button>
      }
    >
      <div className={styles['two']}>
        <Card title={t('mine.questions')}>
          <Loaded result={questions.result}>
            {() =>
              waiting === 0 ? (
                <EmptyState text={t('mine.noQuestions')} />
              ) : (
                <ul>
                  {questions.items.map((question) => (
                    <Question key={question.approval.id} question={question} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Card>
        <Card title={t('mine.reports')}>
          <Loaded result={reports.result}>
            {() => (
              <>
                {reports.items.length === 0 ? <EmptyState text={t('mine.noReports')} /> : null}
                <ul className={styles['list']}>
                  {reports.items.map((report) => (
                    <Reported key={report.blockerId} report={report} />
                  ))}
                </ul>
                <MoreButton result={reports.result} />
              </>
            )}
          </Loaded>
        </Card>
      </div>
    </Page>
  );
}
