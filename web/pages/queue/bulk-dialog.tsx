import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CaseId } from '#domain/ids.ts';
import { OfficeId } from '#domain/ids.ts';
import { useCall, useSend } from '../../app/answers.ts';
import { type Answer, API } from '../../app/api.ts';
import { useProblemWords } from '../../app/problem.ts';
import { useWords } from '../../app/words.ts';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import type { BulkAct } from './bulk-bar.tsx';
import { OfficeField } from './office-field.tsx';
import styles from './queue.module.css';

type Result = Answer<'actOnCases'>['items'][number];

/** Each case with what the command does to it, or why not; cases urged today already can be ticked to be urged again. */
function Results(props: {
  items: readonly Result[];
  again?: { readonly chosen: ReadonlySet<string>; readonly toggle: (id: string) => void };
}): ReactNode {
  const { items, again } = props;
  const { t, say } = useWords();
  return (
    <ul className={styles['results']}>
      {items.map((item) => (
        <li key={item.caseId} data-result={item.result}>
          <b>{item.projectName === null ? item.caseId : say(item.projectName)}</b>
          <span>
            <b>{t(`bulk.${item.result}`)}</b>
            {item.holderName === null ? '' : ` · ${say(item.holderName)}`}
            {item.words === null ? '' : `. ${say(item.words)}`}
          </span>
          {again !== undefined && (item.result === 'confirm' || again.chosen.has(item.caseId)) ? (
            <label>
              <input
                type="checkbox"
                checked={again.chosen.has(item.caseId)}
                onChange={() => again.toggle(item.caseId)}
              />
              {t('bulk.again')}
            </label>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function commandOf(act: BulkAct, office: string, again: ReadonlySet<string>, cases: readonly CaseId[]) {
  if (act === 'urge') return { act, again: cases.filter((id) => again.has(id)) } as const;
  const parsed = OfficeId.safeParse(office);
  return parsed.success ? ({ act, office: parsed.data } as const) : null;
}

/** What it would do, asked of the server; nothing is written by it. */
function usePreview(cases: readonly CaseId[], command: ReturnType<typeof commandOf>) {
  const call = useCall();
  return useQuery({
    queryKey: [API.actOnCases.operation, cases, command],
    queryFn: async ({ signal }) =>
      command === null
        ? null
        : call(API.actOnCases, { body: { cases: [...cases], dryRun: true, command } }, signal),
    enabled: command !== null,
    refetchInterval: false,
    staleTime: 0,
    placeholderData: (before) => before,
  });
}

export type BulkDialogProps = {
  readonly act: BulkAct;
  readonly cases: readonly CaseId[];
  readonly close: (done: boolean) => void;
};

/** Shows what an act on many cases would do to each, does it on a yes, and then what became of each. */
export function BulkDialog({ act, cases, close }: BulkDialogProps): ReactNode {
  const { t } = useWords();
  const sentence = useProblemWords();
  const [office, setOffice] = useState('');
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set());
  const send = useSend(API.actOnCases);
  const command = commandOf(act, office, again, cases);
  const preview = usePreview(cases, command);
  const toggle = (id: string): void => {
    const next = new Set(again);
    if (!next.delete(id)) next.add(id);
    setAgain(next);
  };
  const items = preview.data?.items ?? [];
  const doing = items.filter(({ result }) => result === 'would').length;
  if (send.data !== undefined) {
    const done = send.data.items.filter(({ result }) => result === 'done').length;
    return (
      <ConfirmDialog
        title={t('bulk.doneTitle', { done, n: send.data.items.length })}
        consequence={<Results items={send.data.items} />}
        yes={t('bulk.close')}
        onYes={() => close(true)}
        onNo={() => close(true)}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t(act === 'urge' ? 'bulk.urgeTitle' : 'bulk.reassignTitle', { n: cases.length })}
      consequence={
        <>
          <p>{t(act === 'urge' ? 'bulk.urgeText' : 'bulk.reassignText')}</p>
          {preview.error === null ? null : (
            <p role="alert" className="kt-problem">
              {sentence(preview.error)}
            </p>
          )}
        </>
      }
      yes={t(act === 'urge' ? 'bulk.urgeYes' : 'bulk.reassignYes', {
        n: command === null ? cases.length : doing,
      })}
      onYes={() => {
        if (command !== null && doing > 0)
          send.mutate({ body: { cases: [...cases], dryRun: false, command } });
      }}
      onNo={() => close(false)}
      busy={send.isPending}
      error={send.error}
    >
      {act === 'reassign' ? <OfficeField office={office} choose={setOffice} /> : null}
      <div aria-live="polite">
        {command === null ? null : <Results items={items} again={{ chosen: again, toggle }} />}
      </div>
    </ConfirmDialog>
  );
}
