import { Button } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { instantOf } from '#domain/time.ts';
import { useLapsed } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { ErrorSummary, type Mistake, useMistakes } from '../../kit/form.tsx';
import { LineStrip } from '../../kit/line-strip.tsx';
import { Answers } from './answers.tsx';
import { CheckStep } from './check-step.tsx';
import { type Desk, useDesk } from './desk.ts';
import { Done } from './done.tsx';
import { STEPS } from './kept.ts';
import { LaterDrafts, useLatestDraft } from './later-drafts.tsx';
import styles from './report.module.css';
import { CategoryStep, CauseStep, ProjectStep, RequestStep, WordsStep } from './steps.tsx';

export type StepProps = { readonly desk: Desk; readonly mistakes: readonly Mistake[] };

type Needed = 'projectId' | 'description' | 'category' | 'cause' | 'authorityLevel' | 'request';

/** Which answers a step cannot go on without. */
const NEEDED: Readonly<Record<number, readonly Needed[]>> = {
  1: ['projectId'],
  2: ['description'],
  3: ['category'],
  4: ['cause'],
  5: ['authorityLevel', 'request'],
};

function missingIn(step: number, { draft }: Desk): readonly Needed[] {
  return (NEEDED[step] ?? []).filter((name) => (draft.answers[name] ?? '').trim() === '');
}

function OfflineStrip({ desk }: { desk: Desk }): ReactNode {
  const { t } = useWords();
  const lapsed = useLapsed();
  if (desk.online) return null;
  return (
    <LineStrip>
      {t(desk.draft.queued === null ? 'report.offlineKeeps' : 'report.offlineQueued')}{' '}
      {lapsed ? t('report.offlineLapsed') : null}
    </LineStrip>
  );
}

/** "Câu 3 trên 6 · đã lưu nháp 08:12" and six bars. */
function Progress({ desk }: { desk: Desk }): ReactNode {
  const { t, timeOf } = useWords();
  const { step, savedAt, version, synced, code } = desk.draft;
  const kept = version === 0 || !desk.kept ? '' : t('report.keptHere');
  const saved =
    savedAt !== null && version === synced
      ? t('report.savedAt', { time: timeOf(instantOf(Date.parse(savedAt))) })
      : kept;
  return (
    <div className={styles['progress']}>
      <p>
        {t('report.step', { step, of: STEPS })}
        {saved === '' ? null : ` · ${saved}`}
        {code === null ? null : (
          <span title={t('report.codeHint')}>
            {' · '}
            {t('report.code')} <b className="num">{code}</b>
          </span>
        )}
      </p>
      <div className={styles['bars']} aria-hidden="true">
        {[1, 2, 3, 4, 5, 6].map((bar) => (
          <span key={bar} data-done={bar <= step} />
        ))}
      </div>
    </div>
  );
}

/** What it is about, where there is no room beside the form. */
function Chosen({ desk, onMend }: { desk: Desk; onMend: () => void }): ReactNode {
  const { t, language } = useWords();
  const { project, step } = desk.draft;
  if (project === null || step === 1 || step === STEPS) return null;
  return (
    <div className={styles['chosen']}>
      <span>
        {project[language]}
        <small> {project.units}</small>
      </span>
      <button type="button" className={styles['link']} onClick={onMend}>
        {t('report.mend')}
      </button>
    </div>
  );
}

function StepBody(props: StepProps): ReactNode {
  switch (props.desk.draft.step) {
    case 1:
      return <ProjectStep {...props} />;
    case 2:
      return <WordsStep {...props} />;
    case 3:
      return <CategoryStep {...props} />;
    case 4:
      return <CauseStep {...props} />;
    case 5:
      return <RequestStep {...props} />;
    default:
      return <CheckStep {...props} />;
  }
}

const QUESTIONS = [
  'report.q.project',
  'report.q.words',
  'report.q.category',
  'report.q.cause',
  'report.q.request',
  'report.q.check',
] as const;

/** The step that is shown; `back` brings an answer that was put right straight back to the check. */
function useSteps(desk: Desk) {
  const { t } = useWords();
  const { step } = desk.draft;
  const [back, setBack] = useState(false);
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, [step]);
  const go = (next: number): void => {
    setMistakes([]);
    desk.change({ step: next });
  };
  const onward = (): void => {
    const missing = missingIn(step, desk);
    const told = missing.map((name) => ({
      name,
      message: t(`report.missing.${name}`),
    }));
    setMistakes(told);
    if (missing.length > 0) return;
    if (step === STEPS) desk.send('report');
    else go(back ? STEPS : step + 1);
    setBack(false);
  };
  const mend = (wrong: number): void => {
    setBack(true);
    go(wrong);
  };
  return { step, go, onward, mend, mistakes, heading };
}

function Form({ desk }: { desk: Desk }): ReactNode {
  const { t } = useWords();
  const { step, go, onward, mend, mistakes, heading } = useSteps(desk);
  const refused = useMistakes(desk.problem, ['description', 'request', 'requestBy', 'householdsLeft']);
  const all = [...mistakes, ...refused];
  const waiting = desk.draft.queued !== null;
  const title = t(QUESTIONS[step - 1] ?? 'report.q.check');
  useEffect(() => {
    document.title = t('app.title', { title });
  }, [t, title]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onward();
  };
  return (
    <div className={styles['columns']}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        {step === 1 ? null : (
          <button type="button" className={styles['back']} onClick={() => go(step - 1)}>
            <IconChevronLeft aria-hidden size={18} /> {t('report.back')}
          </button>
        )}
        <Progress desk={desk} />
        <ErrorSummary mistakes={all} />
        <Chosen desk={desk} onMend={() => mend(1)} />
        <h1 ref={heading} tabIndex={-1} className={styles['question']}>
          {title}
        </h1>
        <StepBody desk={desk} mistakes={all} />
        {step === STEPS ? <Answers desk={desk} onMend={mend} /> : null}
        <div className={styles['foot']}>
          <Button type="submit" size="lg" loading={desk.sending} disabled={waiting && !desk.sending}>
            {t(sendWord(step, waiting))}
          </Button>
        </div>
      </form>
      <aside className={styles['side']} aria-label={t('report.soFar')}>
        {step === STEPS ? null : <Answers desk={desk} onMend={mend} brief />}
      </aside>
    </div>
  );
}

function sendWord(step: number, waiting: boolean) {
  if (step < STEPS) return 'report.next';
  return waiting ? 'report.waiting' : 'report.send';
}

/** Reporting a blocker: six questions, one at a time. */
export function ReportPage(): ReactNode {
  const desk = useDesk();
  const latest = useLatestDraft(desk);
  // What somebody has begun comes first; who has begun nothing is asked the first question at once.
  const later = <LaterDrafts desk={desk} latest={latest} />;
  return (
    <div className={styles['report']}>
      <OfflineStrip desk={desk} />
      {desk.sent === null ? (
        <>
          {latest === undefined ? null : later}
          <Form desk={desk} />
          {latest === undefined ? later : null}
        </>
      ) : (
        <Done desk={desk} sent={desk.sent} />
      )}
    </div>
  );
}
