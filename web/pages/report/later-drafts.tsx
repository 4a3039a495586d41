import { type FormEvent, type ReactNode, useState } from 'react';
import { DraftCode } from '#domain/ids.ts';
import type { DraftView } from '#functions/api/contract-reports.ts';
import { useAnswer, useCall } from '../../app/answers.ts';
import { API, type Call } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useWords } from '../../app/words.ts';
import form from '../../kit/form.module.css';
import type { Desk } from './desk.ts';
import { type LocalDraft, newDraft } from './kept.ts';
import styles from './report.module.css';

/** A draft of the server as the form holds it; its files are sent already, or are on the other device. */
async function takenOver(call: Call, view: DraftView): Promise<LocalDraft> {
  const { answers, requestId, version, code, savedAt } = view;
  const { attachments = [], ...said } = answers;
  const { projectId } = said;
  const found = projectId === undefined ? undefined : await call(API.getProject, { params: { projectId } });
  const project = found === undefined ? null : { ...found.name, units: '' };
  const files = attachments.map((file) => ({ ...file, sent: false }));
  return { ...newDraft(), answers: said, requestId, version, synced: version, code, savedAt, project, files };
}

function EnterCode({ onCode }: { onCode: (code: DraftCode | null) => void }): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const open = (event: FormEvent): void => {
    event.preventDefault();
    const code = DraftCode.safeParse(typed.trim().toUpperCase());
    onCode(code.success ? code.data : null);
  };
  return (
    <form onSubmit={open} className={styles['row']}>
      <label htmlFor="draftCode">{t('report.enterCode')}</label>
      <input
        id="draftCode"
        className={form['control']}
        autoComplete="off"
        maxLength={10}
        placeholder="BN…"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" className={styles['link']}>
        {t('report.openDraft')}
      </button>
    </form>
  );
}

/** The own newest draft on the server; undefined while nothing is known of one, or this form is begun already. */
export function useLatestDraft(desk: Desk): DraftView | undefined {
  const enabled = desk.draft.version === 0;
  const { data } = useAnswer(API.listDrafts, { query: { limit: 1 } }, { enabled, every: false });
  return enabled ? data?.items[0] : undefined;
}

type LaterProps = { readonly desk: Desk; readonly latest: DraftView | undefined };

/** What was begun on another device: the own newest draft, or one whose code somebody read out. */
export function LaterDrafts({ desk, latest }: LaterProps): ReactNode {
  const { t, moment } = useWords();
  const call = useCall();
  const sentence = useProblemWords();
  const [problem, setProblem] = useState<unknown>(null);
  if (desk.draft.version > 0) return null;
  const take = (view: Promise<DraftView>): void => {
    view
      .then(async (found) => takenOver(call, found))
      .then(desk.take)
      .catch(setProblem);
  };
  return (
    <details className={styles['later']} open={latest !== undefined}>
      <summary>{t('report.goOn')}</summary>
      {latest === undefined ? null : (
        <p>
          <button type="button" className={styles['link']} onClick={() => take(Promise.resolve(latest))}>
            {t('report.goOnWith', { code: latest.code, at: moment(latest.savedAt) })}
          </button>
        </p>
      )}
      <EnterCode
        onCode={(code) => {
          if (code === null) setProblem(new Error('code'));
          else take(call(API.getDraft, { params: { code } }));
        }}
      />
      {problem === null ? null : (
        <p role="alert" className="kt-problem">
          {sentence(problem)}
        </p>
      )}
    </details>
  );
}
