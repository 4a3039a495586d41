import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ImportView } from '#functions/api/contract-imports.ts';
import { API } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { FileButton } from '../../kit/file-button.tsx';
import styles from './import.module.css';
import { rowsIn, rowsToWrite, stageOf } from './standing.tsx';
import type { Mending } from './use-mending.ts';
import { type Run, useRun } from './use-run.ts';

/** How far the writing, or the undoing, has come; what to do when it was interrupted. */
function Progress({ of, run, word }: { of: ImportView; run: Run; word: 'writing' | 'undoing' }): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const done = (word === 'writing' ? of.confirmedRows : of.undoneRows) ?? 0;
  const all = rowsIn(of);
  const text = t(`import.standing.${word}`, { done, all });
  return (
    <div className={styles['progress']}>
      <progress value={done} max={all} aria-label={text} />
      <p role="status">{run.running ? text : t('import.interrupted', { left: all - done })}</p>
      {run.error === null ? null : (
        <p role="alert" className="kt-problem">
          {sentence(run.error)} {t('import.goesOn')}
        </p>
      )}
      {run.running ? null : <Button onClick={run.start}>{t(`import.goOn.${word}`)}</Button>}
    </div>
  );
}

/** The rows with mistakes as a file to mend. */
function MistakesButton({ of }: { of: ImportView }): ReactNode {
  const { t, language } = useWords();
  if ((of.preview?.counts.error ?? 0) === 0) return null;
  const input = { params: { importId: of.id }, query: { locale: language } };
  return (
    <FileButton ask={API.getImportMistakes} input={input}>
      {t('import.getMistakes')}
    </FileButton>
  );
}

/** What follows from confirming, line by line. */
function Consequences({ of }: { of: ImportView }): ReactNode {
  const { t } = useWords();
  const { new: fresh = 0, changed = 0, error = 0, warned = 0 } = of.preview?.counts ?? {};
  return (
    <ul>
      {fresh > 0 ? <li>{t('import.follows.new', { n: fresh })}</li> : null}
      {changed > 0 ? <li>{t(`import.follows.changed.${of.kind}`, { n: changed })}</li> : null}
      {error > 0 ? <li>{t('import.follows.error', { n: error })}</li> : null}
      {warned > 0 ? <li>{t('import.follows.warned', { n: warned })}</li> : null}
    </ul>
  );
}

/** Nothing is written yet: put right what is wrong, then confirm. One primary button at a time. */
function Preview({ of, mending, run }: { of: ImportView; mending: Mending; run: Run }): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const [asked, setAsked] = useState(false);
  const n = rowsToWrite(of);
  const counts = of.preview?.counts;
  const error = run.error ?? mending.error;
  return (
    <>
      <p>
        {t('import.nothingYet')} {(counts?.error ?? 0) > 0 ? t('import.mendHint') : null}
      </p>
      {error === null ? null : (
        <p role="alert" className="kt-problem">
          {sentence(error)}
        </p>
      )}
      <div className={styles['buttons']}>
        {mending.count > 0 ? (
          <Button loading={mending.busy} onClick={() => mending.look()}>
            {t('import.lookAgain', { n: mending.count })}
          </Button>
        ) : (
          <Button disabled={n === 0} loading={run.running} onClick={() => setAsked(true)}>
            {t('import.confirm', { n })}
          </Button>
        )}
        <MistakesButton of={of} />
        <Link to="/import">{t('import.chooseAgain')}</Link>
      </div>
      {asked ? (
        <ConfirmDialog
          title={t('import.confirmTitle', { n })}
          consequence={<Consequences of={of} />}
          yes={t('import.confirm', { n })}
          onYes={() => {
            setAsked(false);
            run.start();
          }}
          onNo={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}

/** Everything is written: the list of what is left to mend, and the way back. */
function Written({ of, undo }: { of: ImportView; undo: Run }): ReactNode {
  const { t, moment } = useWords();
  const [asked, setAsked] = useState(false);
  const sentence = useProblemWords();
  const { undoUntil, mayUndo } = of;
  return (
    <>
      <p>{t(of.undoneRows === null ? 'import.againChangesNothing' : 'import.againWrites')}</p>
      {undo.error === null ? null : (
        <p role="alert" className="kt-problem">
          {sentence(undo.error)}
        </p>
      )}
      <div className={styles['buttons']}>
        <MistakesButton of={of} />
        {mayUndo ? (
          <Button variant="default" loading={undo.running} onClick={() => setAsked(true)}>
            {t('import.undo')}
          </Button>
        ) : null}
        <Link to="/import">{t('import.another')}</Link>
      </div>
      {mayUndo && undoUntil !== null ? (
        <p className="kt-meta">{t('import.undoUntil', { at: moment(undoUntil) })}</p>
      ) : null}
      {asked ? (
        <ConfirmDialog
          title={t('import.undoTitle')}
          consequence={t(`import.undoFollows.${of.kind}`)}
          yes={t('import.undo')}
          onYes={() => {
            setAsked(false);
            undo.start();
          }}
          onNo={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}

/** The one thing to do next with an import. */
export function NextStep({ of, mending }: { of: ImportView; mending: Mending }): ReactNode {
  const run = useRun(of, 'confirm');
  const undo = useRun(of, 'undo');
  const stage = stageOf(of);
  return (
    <section className={`${styles['next']} kt-card noprint`}>
      {stage === 'preview' ? <Preview of={of} mending={mending} run={run} /> : null}
      {stage === 'writing' ? <Progress of={of} run={run} word="writing" /> : null}
      {stage === 'undoing' ? <Progress of={of} run={undo} word="undoing" /> : null}
      {stage === 'written' || stage === 'undone' ? <Written of={of} undo={undo} /> : null}
    </section>
  );
}
